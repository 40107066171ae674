package dev.challenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void anyOfThemWillDoAndNoneIsNobodys() {
        assertTrue(new Instances(List.of("a", "b*")).contain("bc"));
        assertFalse(Instances.NONE.contain("a"));
        assertFalse(Instances.stored("").contain(""));
        assertEquals(new Instances(List.of("a", "b*")), Instances.stored("a b*"));
        assertEquals("a b*", new Instances(List.of("a", "b*", "a")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "_a", ".", "a/b", "a,b", "ä", "a\nb", "[a-z]", "a?"})
    void whatNoInstanceIsCalledIsRefused(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> new Instances(List.of(pattern)));
    }

    @Test
    void thereIsAnEnd() {
        assertThrows(IllegalArgumentException.class, () -> new Instances(List.of("a".repeat(256))));
        List<String> many = IntStream.range(0, 101).mapToObj(Integer::toString).toList();
        assertThrows(IllegalArgumentException.class, () -> new Instances(many));
    }

    @Test
    void aRegularExpressionMatchesTheSame() {
        Random random = new Random(8);
        int matching = 0;
        for (int i = 0; i < 100_000; i++) {
            String pattern = text(random, "ab*.-@", 8);
            String name = text(random, "ab.-@\n\u00e4", 10);
            boolean matches = Instances.matches(pattern, name);
            assertEquals(matches, Instances.matchesRegex(pattern, name), () -> pattern + " " + name);
            matching += matches ? 1 : 0;
        }
        assertTrue(matching > 3_000, "enough of them match: " + matching);
    }

    private static String text(Random random, String symbols, int atMost) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(atMost + 1); left > 0; left--) {
            text.append(symbols.charAt(random.nextInt(symbols.length())));
        }
        return text.toString();
    }

    @Test
    void manyStarsTakeNoTime() {
        Instances stars = new Instances(List.of(String.join("", Collections.nCopies(120, "a*")) + "b"));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertFalse(stars.contain("a".repeat(255))));
    }
}
