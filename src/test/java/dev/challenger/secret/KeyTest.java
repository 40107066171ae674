package dev.challenger.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Compares derived values with those of another implementation of HMAC. A change would invalidate all TANs that are
 * on their way.
 */
final class KeyTest {
    private final Key key = TestKeys.known().newest();

    @Test
    void derivedValuesStayTheSameFromReleaseToRelease() {
        assertEquals(
                "59d6aaed2439fe96a6662b7b56438baae870b137d54d5b5455ef571737048490",
                HexFormat.of().formatHex(key.derive("test", bytes("one"), bytes(""))));
        assertEquals("CDSYN3RYW9KM7KD956JMD012HM3Q8PZWZ009S7YPGY389F0Z4DK0", key.fingerprint());
    }

    @Test
    void differentListsOfPartsGiveDifferentValues() {
        String derived = derive("test", "ab", "c");

        assertNotEquals(derived, derive("test", "a", "bc"));
        assertNotEquals(derived, derive("test", "abc"));
        assertNotEquals(derived, derive("test", "ab", "c", ""));
        assertNotEquals(derived, derive("testab", "c"));
    }

    @Test
    void theNewestKeyHasTheHighestIdAndOlderOnesAreFound() {
        Keys keys = TestKeys.of("10 " + TestKeys.COUNTING + "\n9 " + "0".repeat(52) + "\n");

        assertEquals(10, keys.newest().id());
        assertEquals(Optional.of(9), keys.find(9).map(Key::id));
        assertEquals(Optional.empty(), keys.find(1));
    }

    @Test
    void keysKnowTheFingerprintsOfAllOfThem() {
        Keys both = TestKeys.of("1 " + TestKeys.COUNTING + "\n2 " + "0".repeat(52) + "\n");

        assertTrue(both.know(key.fingerprint()));
        assertFalse(TestKeys.of("1 " + "0".repeat(52) + "\n").know(key.fingerprint()));
    }

    @Test
    void theValueIsNeverPrinted() {
        assertEquals("Key[1]", key.toString());
    }

    private String derive(String purpose, String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = bytes(parts[i]);
        }
        return HexFormat.of().formatHex(key.derive(purpose, bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
