package dev.challenger.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Checks that the bundle of each language has the same texts as the English one, each in its place. */
final class BundlesTest {
    private static final Path DIRECTORY = Path.of("src/main/resources/dev/challenger/text");
    private static final Map<String, String> ENGLISH = load("texts.properties");

    private static final Pattern COUNTED = Pattern.compile("((?:length|wait)\\.[a-z]+\\.)[a-z]+");
    private static final Pattern ON_CHANNEL = Pattern.compile("\\.(phone|post)$");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    /** Texts that may be the same as in English, since they have no words. */
    private static final Set<String> WORDLESS = Set.of("frame.asked");

    private static Map<String, String> load(String file) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(DIRECTORY.resolve(file))));
            Map<String, String> texts = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return texts;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file(Language language) {
        return language == Language.EN ? "texts.properties" : "texts_" + language.bundle() + ".properties";
    }

    /** Returns the categories of a language. Every language has the last one, though in some only fractions are of it. */
    private static Set<String> categories(Language language) {
        return Stream.concat(
                        Stream.of(Plural.OTHER),
                        Stream.iterate(0L, number -> number + 1).limit(1000).map(number -> Plural.of(language, number)))
                .map(Plural::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the keys that a language must have: those of English, with its own plural categories. */
    private static Set<String> keys(Language language) {
        return ENGLISH.keySet().stream()
                .flatMap(key -> COUNTED.matcher(key)
                        .results()
                        .findFirst()
                        .map(counted -> categories(language).stream().map(category -> counted.group(1) + category))
                        .orElse(Stream.of(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A language may have texts for a channel where English has none. */
    private static String common(String key) {
        return ENGLISH.containsKey(key) ? key : ON_CHANNEL.matcher(key).replaceFirst("");
    }

    @ParameterizedTest
    @EnumSource
    void theKeysAreThoseOfEnglish(Language language) {
        Set<String> keys = keys(language);
        Map<String, String> texts = load(file(language));
        Set<String> missing = new TreeSet<>(keys);
        missing.removeAll(texts.keySet());
        Set<String> unknown = new TreeSet<>(texts.keySet());
        unknown.removeIf(key -> keys.contains(key) || keys.contains(common(key)));

        assertEquals(Set.of(), missing);
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @EnumSource
    void theArgumentsAreThoseOfEnglish(Language language) {
        load(file(language)).forEach((key, text) -> {
            boolean counted = COUNTED.matcher(key).matches();
            Set<String> expected = counted ? Set.of("{0}") : arguments(ENGLISH.getOrDefault(common(key), ""));
            // "One minute" needs no digit.
            boolean wordAlone =
                    counted && !key.endsWith(".other") && arguments(text).isEmpty();

            assertTrue(wordAlone || arguments(text).equals(expected), key + "=" + text);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theTypographyIsThatOfPrint(Language language) {
        load(file(language)).forEach((key, text) -> {
            assertTrue(text.equals(text.strip()) && !text.isEmpty() && !text.contains("  "), key + "=" + text);
            assertTrue(text.chars().noneMatch(c -> c == '"' || c == '\'' || c == '<'), key + "=" + text);
            assertTrue(text.chars().noneMatch(Character::isISOControl), key + "=" + text);
        });
    }

    /** Text messages are without no-break spaces, which their alphabet does not have. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " is without ",
            quoteCharacter = '`',
            value = {
                "FR is without (?<!\u00A0):|(?<!\u202F)[?!;]",
                "ES is without ^[^¿]*\\?|¿[^?]*$",
                "DE is without ”",
                "SV is without [“„]",
                "UK is without [“”„]",
                "RU is without [“”„]",
                "AR is without [,;?]",
                "HI is without [^0-9]\\.( |$)",
                "JA is without [,.;:?!()]",
                "ZH_HANS is without [,.;:?!()]",
                "ZH_HANT is without [,.;:?!()]",
            })
    void thePunctuationIsThatOfTheLanguage(Language language, Pattern foreign) {
        Map<String, String> texts = load(file(language));
        texts.entrySet()
                .removeIf(text -> text.getKey().contains("sms.")
                        || !foreign.matcher(text.getValue()).find());

        assertEquals(Map.of(), texts);
    }

    @ParameterizedTest
    @EnumSource(names = "EN", mode = Mode.EXCLUDE)
    void nothingIsLeftInEnglish(Language language) {
        Map<String, String> same = load(file(language));
        same.entrySet()
                .removeIf(text -> text.getValue().length() <= 12
                        || WORDLESS.contains(text.getKey())
                        || !text.getValue().equals(ENGLISH.get(text.getKey())));

        assertEquals(Map.of(), same);
    }

    @ParameterizedTest
    @EnumSource
    void eachTextFitsIntoItsPlace(Language language) {
        Map<String, String> texts = load(file(language));
        texts.forEach((key, text) -> {
            boolean button = key.matches("(tan\\.confirm|(address|change)\\.send|resend\\.(send|new))(\\..*)?");
            boolean title = key.matches(".*\\.title(\\..*)?");

            assertTrue(
                    text.length() <= (key.equals("tan.confirm") ? 16 : button ? 40 : title ? 60 : 400),
                    key + "=" + text);
        });
        // The code, a short name and the last line of a message to a phone need the rest of one segment.
        assertTrue(texts.getOrDefault("sms.code", "").length() <= 40, texts.get("sms.code"));
    }

    /** Translators of a later text find the words of the earlier ones there. */
    @ParameterizedTest
    @EnumSource
    void theHeadHasTheGlossary(Language language) throws IOException {
        String head = Files.readString(DIRECTORY.resolve(file(language))).split("\n[a-z]", 2)[0];

        assertTrue(head.toLowerCase(Locale.ROOT).contains("glossary"), head);
        for (String word : Set.of("code", "message", "address", "confirm", "reference")) {
            assertTrue(head.contains(word), word);
        }
    }
}
