package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that a message to a phone fits into one SMS in every language, whatever the names and the host are. */
final class ShortTextTest {
    private static final Languages LANGUAGES = Languages.all();
    private static final String CODE = "12345678";
    private static final List<String> LETTERS =
            List.of("a", "é", "ł", "€", "’", "Ж", "店", "ع", "न्", "👩‍👩‍👧", "e\u0301");

    private static String write(Language language, String key, List<String> names, String host) {
        Texts texts = LANGUAGES.in(language);
        String works = texts.bare("sms.works", texts.length(Duration.ofMinutes(10)));
        String line = "@" + host + " #" + CODE;
        return new ShortText(key, CODE, names, works, "7KQ2", Optional.of(line)).in(texts);
    }

    private static String english(String name, String host) {
        return write(Language.EN, "sms.code", List.of(name), host);
    }

    private static String host(int length) {
        return "h".repeat(length - 5) + ".test";
    }

    private static void assertOneSms(String text) {
        assertTrue(Gsm.has(text) ? text.length() <= 160 : text.length() <= 70, text.length() + ": " + text);
        assertTrue(text.startsWith(CODE) || text.contains(CODE), text);
    }

    @ParameterizedTest
    @EnumSource
    void fitsWithEveryNameAndHost(Language language) {
        for (String letter : LETTERS) {
            for (int length : new int[] {1, 21, 250}) {
                for (int host : new int[] {6, 34, 140, 253}) {
                    String name = letter.repeat(length);

                    String text = write(language, "sms.code", List.of(name), host(host));

                    assertOneSms(text);
                    assertOneSms(write(language, "mfa.sms.code", List.of(name, name), host(host)));
                    // A line of its own would not fit for longer hosts.
                    assertEquals(host <= 140, text.endsWith("\n@" + host(host) + " #" + CODE), text);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrdinaryNameIsWholeWithAnOrdinaryHost(Language language) {
        String text = write(language, "sms.code", List.of("Example Shop"), "id.example.com");

        assertTrue(text.contains("Example Shop"), text);
        assertTrue(text.endsWith("@id.example.com #" + CODE), text);
    }

    @Test
    void sentencesWithWideFullStopsHaveNoBlanksBetweenThem() {
        String text = write(Language.JA, "sms.code", List.of("店"), "a.test");

        assertTrue(text.startsWith(CODE + "は店の確認コードです。10分間有効です。照合記号7KQ2。"), text);
    }

    @Test
    void partsAreLeftOutOneAfterTheOther() {
        List<String> whole = List.of("10 minutes", "7KQ2", "Never share it", "\n\n@");
        String last = "";
        int parts = whole.size();
        for (int length = 1; length < 130; length++) {
            String text = english("Shop", host(Math.max(6, length)));
            int left = (int) whole.stream().filter(text::contains).count();

            assertTrue(left <= parts, last + "\n" + text);
            assertTrue(whole.subList(whole.size() - left, whole.size()).stream().allMatch(text::contains), text);
            parts = left;
            last = text;
        }
        assertEquals(0, parts);
    }

    @Test
    void aLongNameIsShortenedBeforeTheAdvice() {
        String text = english("Very Long Name ".repeat(9), host(30));

        assertTrue(text.startsWith(CODE + " is your code for Very Long Name Very Long Name Very"), text);
        assertTrue(text.contains("...") && text.contains("Never share it.\n\n@" + host(30)), text);
        assertTrue(text.length() > 155, text);
    }

    /** One letter outside the alphabet would leave 70 characters of 160. */
    @Test
    void namesAreSpeltInTheAlphabetOfShortMessages() {
        assertTrue(english("Łódź Café’s “Č” – 1", "id.example.com").contains("for Lodz Café's \"C\" - 1."));
        assertTrue(english("Магазин", "id.example.com").contains("for Магазин."));
    }

    @Test
    void aTextLosesItsAccentsIfThatIsEnoughForTheAlphabet() {
        assertEquals(
                CODE + " je kod pro Obchod c. 1. Plati 10 minut. Oznaceni 7KQ2. Nikomu ho nesdelujte.\n\n@a.test #"
                        + CODE,
                write(Language.CS, "sms.code", List.of("Obchod č. 1"), "a.test"));
        assertEquals(
                CODE + " je kód pro Магазин. Nikomu ho nesdělujte.\n\n@a.test #" + CODE,
                write(Language.CS, "sms.code", List.of("Магазин"), "a.test"));
    }

    @Test
    void aNameEndsWithAWholeCharacter() {
        String family = "👩‍👩‍👧";

        String text = english(family.repeat(9), "id.example.com");

        assertTrue(text.matches("(?s)" + CODE + " is your code for (" + family + ")+….*"), text);
    }

    @Test
    void charactersOfTheExtensionCountTwice() {
        assertTrue(Gsm.fits("€".repeat(80)));
        assertEquals(false, Gsm.fits("€".repeat(81)));
        assertTrue(Gsm.fits("a".repeat(160)) && Gsm.fits("Ж".repeat(70)));
        assertEquals(false, Gsm.fits("a".repeat(161)) || Gsm.fits("Ж".repeat(71)));
    }

    @Test
    void withoutAPageThereIsNoLastLine() {
        Texts texts = Texts.of(Language.EN);

        String text = new ShortText("sms.code", CODE, List.of("Shop"), "It works.", "7KQ2", Optional.empty()).in(texts);

        assertEquals(CODE + " is your code for Shop. It works. Reference 7KQ2. Never share it.", text);
    }
}
