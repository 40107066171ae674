package dev.challenger.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which language a person gets. */
final class LanguagesTest {
    private final Languages languages = of(Language.values());

    /** Returns these languages; the first one is the default. */
    private static Languages of(Language... languages) {
        return Languages.of(List.of(languages), languages[0]);
    }

    private static String tag(Optional<Language> language) {
        return language.map(Language::tag).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "DE-ch-1996, de",
        "pt-BR, pt",
        "iw, he",
        "zh, zh-Hans",
        "zh-CN, zh-Hans",
        "zh-TW, zh-Hant",
        "zh-HK, zh-Hant",
        "zh-Hant-MO, zh-Hant",
        "zh-Hans-HK, zh-Hans",
        "tlh de, de",
        "rm-CH it-CH de, it",
        "fr-CA en fr, fr",
        "'  de', de",
        "x-de, none",
        "den, none",
        "no, none",
        "d\u0130, none",
        "de_CH, none",
        "'', none",
    })
    void theFirstTagThatIsOfferedCounts(String uiLocales, String language) {
        assertEquals(language, tag(languages.find(uiLocales)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-CH, de;q=0.9, en;q=0.8 | de",
                "en;q=0.5, fr;q=0.8 | fr",
                "en;q=0.8, fr;q=0.8 | en",
                "de;q=0, fr | fr",
                "de;q=0 | none",
                "* | none",
                "rm, *;q=0.5, it;q=0.1 | it",
                "DE; Q=0.3,  en ;q=0.2 | de",
                "de;q=2, fr;q=-1, it;q=NaN, es;q=0.1234, nl;q=0.1 | nl",
                "de;level=1, sv | sv",
                ",,;q=1,=, zh-tw;q=1.000 | zh-Hant",
                "'' | none",
            })
    void theAcceptedTagWithTheHighestWeightCounts(String header, String language) {
        assertEquals(language, tag(languages.accepted(List.of(header))));
    }

    @Test
    void allLinesOfAHeaderCount() {
        assertEquals("fr", tag(languages.accepted(List.of("de;q=0.1", "fr;q=0.2"))));
        assertEquals("none", tag(languages.accepted(List.of())));
    }

    @Test
    void aLanguageThatIsNotOfferedGivesWayToTheNext() {
        Languages few = of(Language.DE, Language.EN);

        assertEquals("en", tag(few.find("fr en")));
        assertEquals("none", tag(few.find("fr")));
        assertEquals(Language.DE, few.in(Language.FR).language());
        assertEquals(List.of(Language.EN, Language.DE), few.offered());
    }

    @Test
    void theDefaultIsOfferedToo() {
        Texts english = Texts.of(Language.EN);
        Languages one = new Languages(List.of(), english);

        assertEquals(List.of(Language.EN), one.offered());
        assertEquals(english, one.byDefault());
    }

    @Test
    void everyLanguageIsFoundByItsTag() {
        for (Language language : Language.values()) {
            assertEquals(language.tag(), tag(Language.lookUp(language.tag())));
            assertEquals(language.tag(), tag(Language.parse(language.tag())));
        }
    }

    @ParameterizedTest
    @CsvSource({"de, own", "fr, Swiss French", "zh-Hans, China", "zh-Hant, Taiwan", "en, none"})
    void aTextIsFoundByTheTagOfItsLanguageOrAnyThatLeadsToIt(String tag, String text) {
        Map<String, String> texts = Map.of(
                "de-AT", "Austria",
                "de", "own",
                "fr-CH", "Swiss French",
                "fr-LU", "Luxembourg",
                "zh-TW", "Taiwan",
                "zh-CN", "China");

        Language language = Language.parse(tag).orElseThrow();

        assertEquals(text, language.among(texts).orElse("none"));
    }

    /** Whatever a stranger sends, choosing ends soon and without a deep stack. */
    @ParameterizedTest
    @ValueSource(strings = {"-", "de-", ",", "de;q=0.", " ", ";", "*", "zh-", "\0", "\uD800", "a-a"})
    void garbageIsBounded(String part) {
        String garbage = part.repeat(100_000);

        assertTrue(languages.find(garbage).filter(any -> !part.startsWith("zh")).isEmpty());
        assertTrue(languages.accepted(List.of(garbage, garbage)).isEmpty());
    }

    @Test
    void tagsBeyondTheFirstFiftyCountForNothing() {
        String[] tags = new String[100];
        Arrays.fill(tags, "tlh");
        tags[60] = "de";

        assertEquals("none", tag(languages.find(String.join(" ", tags))));
        assertEquals("none", tag(languages.accepted(List.of(String.join(",", tags)))));
    }
}
