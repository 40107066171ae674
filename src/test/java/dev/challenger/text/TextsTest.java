package dev.challenger.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the texts of all languages: the same keys, valid patterns, and formatted arguments. */
final class TextsTest {
    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 second",
        "PT0.001S, 1 second",
        "PT1S, 1 second",
        "PT1.001S, 2 seconds",
        "PT89S, 89 seconds",
        "PT90S, 2 minutes",
        "PT2M, 2 minutes",
        "PT2M1S, 3 minutes",
        "PT89M, 89 minutes",
        "PT90M, 2 hours",
        "PT24H, 24 hours",
        "PT35H, 35 hours",
        "PT36H, 2 days",
        "P7D, 7 days",
    })
    void durationsAreRoundedUpInTheBestUnit(Duration length, String told) {
        assertEquals(told, texts.duration(length));
    }

    @Test
    void timesAreWrittenAlikeOnEveryMachine() {
        assertEquals("Asia/Colombo", TimeZone.getDefault().getID());
        assertEquals("tr", Locale.getDefault().getLanguage());
        assertEquals("21 November 2026, 14:05 UTC", texts.time(Instant.parse("2026-11-21T14:05:59.9Z")));
    }

    @Test
    void aTimeHasAShortFormToo() {
        assertEquals("1 Nov, 04:05 UTC", texts.shortTime(Instant.parse("2026-11-01T04:05:59.9Z")));
    }

    @Test
    void aTextForOneChannelIsUsedThere() {
        assertEquals(texts.get("tan.label"), texts.on("email", "tan.label"));
        assertEquals(texts.get("tan.label"), texts.on("phone", "tan.label"));
        assertEquals("Code from the letter", texts.on("post", "tan.label"));
    }

    @Test
    void countriesHaveTheNamesOfTheLanguage() {
        assertEquals("Switzerland", texts.country("CH"));
        assertEquals("Kosovo", texts.country("XK"));
        assertEquals("no country", texts.country("no country"));
        assertEquals("QQ", texts.country("QQ"));
    }

    @Test
    void argumentsAreInsertedUnchanged() {
        String nasty = "O'Neill {0} {1,choice,0#x} % <b>";

        assertEquals(nasty + " – " + nasty, texts.get("frame.asked", nasty, nasty));
    }

    @Test
    void anUnknownTextIsABug() {
        assertThrows(MissingResourceException.class, () -> texts.get("no.such.text"));
    }

    /** A single apostrophe would disable the arguments after it. */
    @ParameterizedTest
    @MethodSource("keys")
    void everyTextIsAPatternWithoutApostrophes(String key) {
        String text = texts.get(key, 2, 2, 2, 2, 2);

        assertFalse(text.isBlank() || text.contains("{") || text.contains("'"), key);
    }

    static Stream<String> keys() {
        return ResourceBundle.getBundle("dev.challenger.text.texts", Locale.ROOT).keySet().stream();
    }
}
