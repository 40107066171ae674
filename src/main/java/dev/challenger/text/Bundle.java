package dev.challenger.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of texts in the WAR: {@code texts.properties} in English, {@code texts_TAG.properties} in other languages. Each is
 * read once, when somebody first needs a text of it: to read all of them would take a quarter of the time of a start.
 */
final class Bundle {
    private static final Map<Language, Map<String, String>> READ = new ConcurrentHashMap<>();

    private Bundle() {}

    /** Returns the texts of a language by their keys; the English ones of keys that the language does not have. */
    static Map<String, String> of(Language language) {
        Map<String, String> english = READ.computeIfAbsent(Language.EN, first -> read(first, Map.of()));
        return language == Language.EN ? english : READ.computeIfAbsent(language, other -> read(other, english));
    }

    private static Map<String, String> read(Language language, Map<String, String> others) {
        String file = language == Language.EN ? "texts.properties" : "texts_" + language.bundle() + ".properties";
        Properties properties = new Properties();
        try (InputStream stream = Bundle.class.getResourceAsStream(file);
                Reader reader = new InputStreamReader(Objects.requireNonNull(stream, file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        Map<String, String> texts = new HashMap<>(others);
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return Map.copyOf(texts);
    }
}
