package dev.challenger.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how texts, durations, dates and countries are written. */
final class TextsTest {
    private final Texts texts = Texts.of(Language.EN);

    @ParameterizedTest
    @CsvSource({
        "PT0S, in 1 second",
        "PT0.001S, in 1 second",
        "PT1S, in 1 second",
        "PT1.001S, in 2 seconds",
        "PT89S, in 89 seconds",
        "PT90S, in 2 minutes",
        "PT2M, in 2 minutes",
        "PT2M1S, in 3 minutes",
        "PT89M, in 89 minutes",
        "PT90M, in 2 hours",
        "PT24H, in 24 hours",
        "PT35H, in 35 hours",
        "PT36H, in 2 days",
        "P7D, in 7 days",
    })
    void timesFromNowAreRoundedUp(Duration length, String told) {
        assertEquals(told, texts.wait(length));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 second",
        "PT1.999S, 1 second",
        "PT119S, 119 seconds",
        "PT2M, 2 minutes",
        "PT10M, 10 minutes",
        "PT29M59.999S, 29 minutes",
        "PT119M59S, 119 minutes",
        "PT2H, 2 hours",
        "PT47H59M, 47 hours",
        "PT48H, 2 days",
        "P30D, 30 days",
    })
    void lengthsOfTimeAreRoundedDown(Duration length, String told) {
        assertEquals(told, texts.length(length));
    }

    /** A person in the westernmost time zone (UTC-12) has the whole day, too. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:00Z, 20 November 2026",
        "2026-11-21T11:59:59Z, 19 November 2026",
        "2026-01-01T12:00:00Z, 31 December 2025",
    })
    void theLastDayIsOverEverywhereBeforeTheTime(Instant end, String day) {
        assertEquals(day, texts.date(end));
    }

    @Test
    void nothingDependsOnTheMachine() {
        assertEquals("Asia/Colombo", TimeZone.getDefault().getID());
        assertEquals("tr", Locale.getDefault().getLanguage());
    }

    @Test
    void aTextForOneChannelIsUsedThere() {
        assertEquals(texts.get("tan.title"), texts.on("email", "tan.title"));
        assertEquals("Check your phone", texts.on("phone", "tan.title"));
        assertEquals(texts.get("tan.label"), texts.on("phone", "tan.label"));
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
        String nasty = "O'Neill {0} {1,choice,0#x} % $1 \\ <b>";

        assertEquals(nasty + " – " + nasty, texts.get("frame.asked", nasty, nasty));
    }

    @Test
    void aPlaceWithoutAnArgumentStays() {
        assertEquals("x – {1}", texts.get("frame.asked", "x"));
    }

    @Test
    void otherTextsReplaceTheBundle() {
        Texts own = texts.with(Map.of("tan.confirm", "OK"));

        assertEquals("OK", own.get("tan.confirm"));
        assertEquals(texts.get("tan.label"), own.get("tan.label"));
        assertEquals("Confirm", texts.get("tan.confirm"));
    }

    @Test
    void anUnknownTextIsABug() {
        assertThrows(MissingResourceException.class, () -> texts.get("no.such.text"));
    }

    /** U+2068 and U+2069 isolate a text from its surroundings. */
    @Test
    void anArgumentInTheOtherDirectionIsIsolated() {
        assertEquals("Return to \u2068متجر\u2069", texts.get("foot.return", "متجر"));
        assertEquals("Return to Shop 24", texts.get("foot.return", "Shop 24"));
    }
}
