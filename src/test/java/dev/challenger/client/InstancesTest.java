package dev.challenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that patterns of instances match whole names, in linear time, and have a strict form. */
class InstancesTest {
    @ParameterizedTest
    @CsvSource({
        "shop, shop, true",
        "shop, Shop, false",
        "shop, shop2, false",
        "shop, ashop, false",
        "a.b, axb, false",
        "*, admin, true",
        "shop-*, shop-, true",
        "shop-*, shop-1.a@b_c, true",
        "shop-*, shop, false",
        "*-test, a-test, true",
        "*-test, a-test-test, true",
        "*-test, a-tests, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, abc, true",
        "a*b*c, acb, false",
        "a**c, abc, true",
        "*a, bab, false",
    })
    void aPatternMatchesTheWholeName(String pattern, String name, boolean matches) {
        assertEquals(matches, new Instances(List.of(pattern)).contain(name));
    }

    @Test
    void onePatternOfManySufficesAndAnEmptyListMatchesNothing() {
        assertTrue(new Instances(List.of("a", "b*")).contain("bc"));
        assertFalse(Instances.NONE.contain("a"));
        assertFalse(Instances.stored("").contain(""));
        assertEquals(new Instances(List.of("a", "b*")), Instances.stored("a b*"));
        assertEquals("a b*", new Instances(List.of("a", "b*", "a")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "_a", ".", "a/b", "a,b", "ä", "a\nb", "[a-z]", "a?"})
    void textsThatNameNoInstanceAreRefused(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> new Instances(List.of(pattern)));
    }

    @Test
    void theNumberAndLengthOfPatternsAreBounded() {
        assertThrows(IllegalArgumentException.class, () -> new Instances(List.of("a".repeat(256))));
        List<String> many = IntStream.range(0, 101).mapToObj(Integer::toString).toList();
        assertThrows(IllegalArgumentException.class, () -> new Instances(many));
    }

    @Test
    void manyStarsAreMatchedInLinearTime() {
        Instances stars = new Instances(List.of(String.join("", Collections.nCopies(120, "a*")) + "b"));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertFalse(stars.contain("a".repeat(255))));
    }
}
