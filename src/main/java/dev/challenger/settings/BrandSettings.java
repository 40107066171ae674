package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.brand.Accent;
import dev.challenger.brand.Brand;
import dev.challenger.brand.Directory;
import dev.challenger.brand.DirectoryReading;
import dev.challenger.brand.Logo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of the brand: the operator's name, links, colour and logo. */
final class BrandSettings {
    static final Setting.Section SECTION = new Setting.Section();

    /** Line separators, and characters that are invisible or turn the direction of text, could make a name look like another. */
    private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,60}");
    /** Needs no encoding in a mailto URL or in the header of a message. */
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    static final Setting<String> NAME_SETTING = SECTION.add(
            "brand.name",
            open(
                    "a text of at most 60 characters on one line",
                    text -> demand(NAME.matcher(text).matches(), text)),
            "The name under which pages and messages appear. If not set, pages say what they are for, and messages name the host.");
    static final Setting<URI> PRIVACY = SECTION.add("brand.privacy-url", Kind.URL, "The privacy notice.");
    static final Setting<URI> IMPRINT = SECTION.add("brand.imprint-url", Kind.URL, "The imprint.");
    static final Setting<URI> HELP = SECTION.add("brand.help-url", Kind.URL, "The page with help.");
    static final Setting<String> HELP_ADDRESS = SECTION.add(
            "brand.help-address",
            open(
                    "an e-mail address without a display name",
                    text -> demand(MAILBOX.matcher(text).matches(), text)),
            "The e-mail address for questions: replies to messages go there, and pages link to it if there is no brand.help-url.");
    static final Setting<Accent> ACCENT = SECTION.add(
            "brand.accent",
            open("a colour such as #0b5a8a", Accent::parse),
            "The colour of buttons and links. Its contrast to white must be at least 3:1; the shades for links and for dark pages"
                    + " follow from it.");
    static final Setting<Logo> LOGO = SECTION.add(
            "brand.logo",
            open("a path", text -> Logo.read(Path.of(text))),
            "The file with the logo: SVG or PNG, at most 128 KB.");

    static final Setting<Path> DIRECTORY = SECTION.add(
            "brand.directory",
            open("a directory", text -> demand(Files.isDirectory(Path.of(text)), Path.of(text))),
            "The directory with texts and pages that replace ours, and with the texts and logos of clients.");

    private BrandSettings() {}

    static Brand brand(Values values) {
        return new Brand(
                values.find(NAME_SETTING),
                new Brand.Links(url(values, PRIVACY), url(values, IMPRINT), url(values, HELP)),
                values.find(HELP_ADDRESS),
                values.find(ACCENT),
                values.find(LOGO),
                values.find(DIRECTORY)
                        .map(directory -> DirectoryReading.read(directory, fault -> values.fault(DIRECTORY, fault)))
                        .orElse(Directory.NONE));
    }

    private static Optional<String> url(Values values, Setting<URI> setting) {
        return values.find(setting).map(URI::toString);
    }
}
