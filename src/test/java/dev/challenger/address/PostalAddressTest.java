package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which postal addresses are accepted, and how their lines are cleaned. */
final class PostalAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bahnhofstrasse 1\n8001 Zürich",
                "Bahnhofstrasse 1\r\n8001 Zürich",
                "Bahnhofstrasse 1\r8001 Zürich",
                " Bahnhofstrasse 1 \r\n\r\n\t8001 Zürich\r\n",
                "Bahnhofstrasse\t1\n8001 Zürich",
                "Bahnhofstrasse \u00A0 1\u20288001\u3000Zürich",
                "Bahnhofstrasse 1\u00858001 Zürich\u2029",
            })
    void lineEndsAreNormalised(String typed) {
        assertEquals(Optional.of("Bahnhofstrasse 1\n8001 Zürich"), PostalAddress.lines(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\n ",
                "---\n...",
                "a\u0000b",
                "a\u001B[31m",
                "a\u000Bb",
                "a\u000Cb",
                "a\u202Eb",
                "a\ud800",
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11",
            })
    void charactersThatCannotBePrintedOnALetterAreRefused(String typed) {
        assertEquals(Optional.empty(), PostalAddress.lines(typed));
    }

    @Test
    void tenLinesAreAllowed() {
        assertEquals(
                Optional.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n10"), PostalAddress.lines("1\n2\n3\n4\n5\n6\n7\n8\n9\n\n10"));
    }

    /** Otherwise the form would offer a country that it then refuses, or lack one. */
    @Test
    void theCountriesOfTheScriptAreThoseThatAreAccepted() throws IOException {
        String script = Files.readString(Path.of("webapp/static/challenger.js"));
        String list = script.replaceFirst("(?s).*COUNTRIES = `([^`]+)`.*", "$1");
        Set<String> offered = new TreeSet<>(Arrays.asList(list.split("\\s+")));

        Set<String> accepted = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));
        accepted.add("XK");
        assertEquals(accepted, offered);
        offered.forEach(code -> assertEquals(Optional.of(code), PostalAddress.country(code.toLowerCase(Locale.ROOT))));
    }

    @Test
    void aNameIsOneLine() {
        assertEquals(Optional.of("Ada Lovelace"), PostalAddress.line("Ada Lovelace"));
        assertEquals(Optional.of("李"), PostalAddress.line("李"));
        assertEquals(Optional.empty(), PostalAddress.line("Ada\nLovelace"));
        assertEquals(Optional.empty(), PostalAddress.line("?"));
    }

    @ParameterizedTest
    @CsvSource({"CH, CH", "ch, CH", "li, LI", "in, IN"})
    void aCountryIsWrittenInUpperCase(String typed, String code) {
        assertEquals(Optional.of(code), PostalAddress.country(typed), "the same in a Turkish locale");
    }

    @ParameterizedTest
    @CsvSource({
        "Switzerland, CH",
        "SWITZERLAND, CH",
        "united  kingdom, GB",
        "India, IN",
        "Cote d’Ivoire, CI",
        "Côte d'Ivoire, CI",
        "Kosovo, XK"
    })
    void aCountryMayBeNamedInEnglish(String typed, String code) {
        assertEquals(Optional.of(code), PostalAddress.country(typed), "the same in a Turkish locale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "CHE", "Schweiz", "Switzerlan", "…", "ZZ", "EU", "Ch ", "41", "ı1"})
    void textsThatAreNoCountryAreRefused(String typed) {
        assertEquals(Optional.empty(), PostalAddress.country(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BAHNHOFSTRASSE 1\n8001 ZÜRICH",
                "bahnhofstraße 1, 8001 zürich",
                "Bahnhof\u200Bstrasse  1.\n\n8001  Zu\u0308rich!",
                "Ｂahnhofstrasse 1; 8001 Zürich",
            })
    void spellingsOfOneLetterboxAreEqual(String typed) {
        assertEquals("bahnhofstrasse 1 8001 zürich", PostalAddress.fold(typed));
    }

    @Test
    void differentNumbersAreDifferentLetterboxes() {
        assertEquals("street 1 2", PostalAddress.fold("Street 1-2"));
        assertEquals("street 12", PostalAddress.fold("Street 12"));
    }
}
