package dev.challenger.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares hashes with the values of the standard, and checks their constant-time comparison. */
final class HashTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void theHashIsTheSha256OfTheText() {
        assertEquals(ABC, HexFormat.of().formatHex(Hash.of("abc").bytes()));
        assertEquals(Hash.of("é"), Hash.of(new byte[] {(byte) 0xC3, (byte) 0xA9}));
    }

    @Test
    void aStoredHashEqualsThePresentedOne() {
        Hash stored = Hash.stored(HexFormat.of().parseHex(ABC));

        assertEquals(Hash.of("abc"), stored);
        assertEquals(Hash.of("abc").hashCode(), stored.hashCode());
        assertNotEquals(Hash.of("abd"), stored);
        assertFalse(stored.equals((Object) ABC));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void onlyThirtyTwoBytesAreAHash(int length) {
        assertThrows(IllegalArgumentException.class, () -> Hash.stored(new byte[length]));
    }

    @Test
    void callersCannotChangeTheBytes() {
        byte[] stored = HexFormat.of().parseHex(ABC);
        Hash hash = Hash.stored(stored);

        stored[0] = 0;
        hash.bytes()[0] = 0;

        assertArrayEquals(HexFormat.of().parseHex(ABC), hash.bytes());
    }

    @Test
    void theValueIsNeverPrinted() {
        assertEquals("Hash[…]", Hash.of("abc").toString());
    }
}
