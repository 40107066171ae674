package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that restrictions match whole values, by RE2 syntax, in linear time. */
final class RestrictionTest {
    @ParameterizedTest
    @CsvSource({
        "a+, aaa, true",
        // A restriction matches the whole value, in every branch of an alternative.
        "a, ab, false",
        "b, ab, false",
        "a|ab, ab, true",
        "^a|b$, ab, false",
        "^ab$, ab, true",
        "a, 'a\n', false",
        ".*, 'a\nb', false",
        // Character classes of POSIX.
        "[[:alpha:]]+, abcXYZ, true",
        "[[:alpha:]]+, abc1, false",
        "[[:digit:]]{3}, 123, true",
        "[[:digit:]]{3}, ١٢٣, false",
        "[[:alnum:]]+, aZ09, true",
        "[[:upper:]]+, ABI, true",
        "[[:upper:]]+, ABi, false",
        "[[:lower:]]+, abi, true",
        "[[:space:]]+, ' \t', true",
        "[[:blank:]]+, ' \t', true",
        "[[:punct:]]+, '.,!', true",
        "[[:xdigit:]]+, 09afAF, true",
        "[^[:digit:]]+, abc, true",
        "[[:alpha:]_.-]+@[[:alnum:].-]+, a_b@c.d, true",
        "[]a]+, ]a], true",
        // Case matters, and does not follow Turkish rules.
        "i, I, false",
        "(?i)i, I, true",
        // Groups, alternatives and repetitions.
        "'(a|b){2,3}', aba, true",
        "'(a|b){2,3}', abab, false",
        "a?b*c, c, true",
        "\\., ., true",
        "\\., x, false",
    })
    void theWholeValueMustMatch(String regex, String value, boolean allowed) {
        assertEquals(allowed, restriction(regex).allows(value));
    }

    /** A matcher that backtracks would never finish with any of these. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+", "(a|a)*", "(a|aa)+", "(.*a){20}", "([a-zA-Z]+)*", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void evilPatternsCostNoMoreThanOthers(String regex) {
        assertFalse(restriction(regex).allows("a".repeat(20_000) + "!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2,1}", "*", "[[:nothing:]]", "(?=a)", "\\1", "a{9999}"})
    void expressionsThatAreInvalidOrNotLinearAreRefused(String regex) {
        assertThrows(IllegalArgumentException.class, () -> restriction(regex));
    }

    private static Restriction restriction(String regex) {
        return Restriction.parse(regex, "hint", Map.of());
    }
}
