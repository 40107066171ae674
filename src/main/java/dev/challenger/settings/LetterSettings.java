package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.brand.Brand;
import dev.challenger.brand.Logo;
import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.letter.Fonts;
import dev.challenger.transmission.letter.LetterFault;
import dev.challenger.transmission.letter.LetterPrinter;
import dev.challenger.transmission.letter.LetterTemplate;
import dev.challenger.transmission.letter.Paper;
import dev.challenger.transmission.letter.Picture;
import dev.challenger.transmission.letter.PrintedLogo;
import dev.challenger.transmission.letter.Stationery;
import dev.challenger.transmission.letter.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The settings of printed letters. */
final class LetterSettings {
    static final Setting.Section SECTION = new Setting.Section();

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    static final Setting<Locale> ORIGIN = SECTION.add(
            "post.origin",
            open("a language and a country, such as de-CH", LetterSettings::origin),
            "The country where letters are posted, and the language in which it names other countries. Needed to print letters.");
    static final Setting<Paper> PAPER = SECTION.add(
            "post.paper",
            Kind.choice(Paper.values(), Paper::toString),
            "a4",
            "The paper: a4, or letter for US Letter.");
    static final Setting<Window> WINDOW = SECTION.add(
            "post.window",
            Kind.choice(Window.values(), Window::toString),
            "din-5008-b",
            "The window of the envelope: din-5008-b (left), swiss-right, or us-10 (left, for US Letter).");
    static final Setting<String> RETURN_ADDRESS = SECTION.add(
            "post.return-address",
            Kind.TEXT,
            "The address of the sender on one line, printed in the window above that of the recipient.");
    static final Setting<List<Path>> FONTS = SECTION.add(
            "post.fonts",
            open("a list of paths with commas", text -> Kind.list(text, path -> Path.of(path.strip()))),
            "Font files with TrueType outlines, for scripts other than Latin, Greek, Cyrillic and Hebrew: .ttf or .ttc.");

    private LetterSettings() {}

    private static Locale origin(String text) {
        Locale origin = Locale.forLanguageTag(text.strip());
        return demand(!origin.getLanguage().isEmpty() && COUNTRIES.contains(origin.getCountry()), origin);
    }

    /** Returns how letters are printed, if any are. */
    static Optional<Stationery> stationery(
            Values values, SenderPlan plan, HelperCommands commands, Brand brand, String host) {
        if (values.channel() != Channel.POST || !isNeeded(plan, commands)) {
            return Optional.empty();
        }
        if (values.get(AddressSettings.TYPE) == AddressType.POSTAL) {
            values.require(ORIGIN, "where letters are printed");
        }
        Stationery stationery = new Stationery(
                values.get(PAPER),
                values.get(WINDOW),
                values.find(ORIGIN).orElse(Locale.forLanguageTag("de-CH")),
                brand.name().orElse(host),
                values.find(RETURN_ADDRESS),
                brand.logo().flatMap(logo -> read(values, BrandSettings.LOGO, () -> picture(logo))),
                read(values, FONTS, () -> Fonts.load(values.find(FONTS).orElse(List.of())))
                        .orElseGet(() -> Fonts.load(List.of())),
                template(values, brand));
        tryOut(values, stationery, brand);
        Language language = values.get(ServiceSettings.LANGUAGE_DEFAULT);
        if (!stationery.speaks(Texts.of(language))) {
            values.fault(FONTS, "has no font that can print the texts in " + language + ", the default language");
        }
        return Optional.of(stationery);
    }

    private static LetterTemplate template(Values values, Brand brand) {
        try {
            return brand.own().letter().map(LetterTemplate::parse).orElseGet(LetterTemplate::ours);
        } catch (LetterFault fault) {
            values.fault(BrandSettings.DIRECTORY, LetterTemplate.FILE + ", " + fault.getMessage());
            return LetterTemplate.ours();
        }
    }

    /** Prints a letter to nobody, which shows the faults of the template and of the sender's address. */
    private static void tryOut(Values values, Stationery stationery, Brand brand) {
        try {
            LetterPrinter.tryOut(stationery);
        } catch (LetterFault fault) {
            if (brand.own().letter().isPresent()) {
                values.fault(BrandSettings.DIRECTORY, LetterTemplate.FILE + ", " + fault.getMessage());
            } else {
                values.fault(RETURN_ADDRESS, "cannot be printed: " + fault.getMessage());
            }
        }
    }

    private static boolean isNeeded(SenderPlan plan, HelperCommands commands) {
        return plan.of(Channel.POST).stream()
                .anyMatch(name -> plan.folders().containsKey(name)
                        || Optional.ofNullable(plan.gateways().get(name))
                                .map(gateway -> gateway.request().wantsPdf())
                                .orElse(commands.printed()));
    }

    private static Picture picture(Logo logo) {
        return PrintedLogo.of(logo.content(), logo.ending().equals("svg"));
    }

    private static <T> Optional<T> read(Values values, Setting<?> setting, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (LetterFault fault) {
            values.fault(setting, String.valueOf(fault.getMessage()));
            return Optional.empty();
        }
    }
}
