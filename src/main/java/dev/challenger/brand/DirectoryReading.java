package dev.challenger.brand;

import dev.challenger.text.Language;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts the files of the operator's directory by their names, and parses each. A file of another name is a fault. */
public final class DirectoryReading {
    private static final Pattern LETTER = Pattern.compile("letter\\.ftlx");
    private static final Pattern PAGE = Pattern.compile("pages/([a-z]+)\\.ftlh");
    private static final Pattern OF_CLIENT = Pattern.compile("clients/([1-9][0-9]{0,17})/([^/]+)");
    private static final Pattern TEXTS = Pattern.compile("texts(?:_(\\w+))?\\.properties");
    private static final Pattern LOGO = Pattern.compile("logo\\.(svg|png)");

    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
    private final Map<String, String> pages = new TreeMap<>();
    private Optional<String> letter = Optional.empty();
    private final Map<Long, Directory.OfClient> clients = new TreeMap<>();
    private final Consumer<String> faults;

    private DirectoryReading(Consumer<String> faults) {
        this.faults = faults;
    }

    /**
     * Reads a directory.
     *
     * @param faults gets a sentence for each fault, which begins with the name of the file
     */
    public static Directory read(Path directory, Consumer<String> faults) {
        DirectoryReading reading = new DirectoryReading(faults);
        OwnFiles.read(directory, faults).forEach(reading::add);
        return new Directory(reading.texts, reading.pages, reading.letter, reading.clients);
    }

    private void add(String path, byte[] content) {
        Matcher page = PAGE.matcher(path);
        Matcher client = OF_CLIENT.matcher(path);
        if (page.matches()) {
            text(path, content).ifPresent(source -> pages.put(page.group(1), source));
        } else if (LETTER.matcher(path).matches()) {
            letter = text(path, content);
        } else if (client.matches()) {
            addOfClient(path, Long.parseLong(client.group(1)), client.group(2), content);
        } else if (TEXTS.matcher(path).matches()) {
            addTexts(path, path, content, texts);
        } else {
            unknown(path);
        }
    }

    private void addOfClient(String path, long id, String name, byte[] content) {
        Directory.OfClient client = clients.computeIfAbsent(
                id, any -> new Directory.OfClient(new EnumMap<>(Language.class), Optional.empty()));
        if (TEXTS.matcher(name).matches()) {
            addTexts(path, name, content, client.texts());
        } else if (!LOGO.matcher(name).matches()) {
            unknown(path);
        } else if (client.logo().isPresent()) {
            faults.accept(path + ": there is another logo of this client");
        } else {
            logo(path, content)
                    .ifPresent(logo -> clients.put(id, new Directory.OfClient(client.texts(), Optional.of(logo))));
        }
    }

    private void addTexts(String path, String name, byte[] content, Map<Language, Map<String, String>> to) {
        Matcher file = TEXTS.matcher(name);
        Optional<Language> language = file.matches() ? language(file.group(1)) : Optional.empty();
        if (language.isEmpty()) {
            faults.accept(path + ": pages have no such language");
            return;
        }
        text(path, content)
                .ifPresent(source -> to.put(
                        language.get(),
                        OwnTexts.parse(source, language.get(), fault -> faults.accept(path + ", " + fault))));
    }

    /** Without an ending the texts are the English ones, as in our own bundles. */
    private static Optional<Language> language(@Nullable String ending) {
        return Stream.of(Language.values())
                .filter(language -> ending == null
                        ? language == Language.EN
                        : language.bundle().equals(ending))
                .filter(language -> ending == null || language != Language.EN)
                .findFirst();
    }

    private Optional<Logo> logo(String path, byte[] content) {
        try {
            return Optional.of(Logo.of(path, content));
        } catch (BrandFault e) {
            faults.accept(path + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> text(String path, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            // Some editors begin a file with a byte order mark.
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            faults.accept(path + " is not UTF-8");
            return Optional.empty();
        }
    }

    private void unknown(String path) {
        faults.accept(path
                + " is no file of a brand; it may have pages/NAME.ftlh, letter.ftlx, texts.properties, texts_LANGUAGE.properties,"
                + " and in clients/ID the same texts and logo.svg or logo.png");
    }
}
