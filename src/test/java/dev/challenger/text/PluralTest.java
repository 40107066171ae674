package dev.challenger.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the plural categories with those of ICU4J. */
final class PluralTest {
    /** Returns the categories that whole numbers of a language have, as durations use them. */
    static Set<String> categories(Language language) {
        PluralRules rules = PluralRules.forLocale(ULocale.forLanguageTag(language.tag()));
        Set<String> categories = new TreeSet<>();
        numbers().forEach(number -> categories.add(rules.select((double) number)));
        return categories;
    }

    private static LongStream numbers() {
        return LongStream.rangeClosed(0, 100_000);
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberHasTheCategoryOfTheLanguage(Language language) {
        PluralRules rules = PluralRules.forLocale(ULocale.forLanguageTag(language.tag()));
        Map<Long, List<String>> wrong = new TreeMap<>();

        numbers().forEach(number -> {
            String ours = Plural.of(language, number).toString();
            String theirs = rules.select((double) number);
            if (!ours.equals(theirs)) {
                wrong.put(number, Stream.of(ours, theirs).toList());
            }
        });

        assertEquals(Map.of(), wrong);
    }
}
