package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares our Base32 with fixed values, and checks which strings are refused. */
final class Base32Test {
    private static final String BYTES = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String SYMBOLS = "000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG";

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "f, CR",
        "fo, CSQG",
        "foo, CSQPY",
        "foob, CSQPYRG",
        "fooba, CSQPYRK1",
        "foobar, CSQPYRK1E8",
    })
    void bytesAreWrittenMostSignificantBitFirstAndPaddedWithZeros(String text, String encoded) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertEquals(encoded, Base32.encode(bytes));
        assertArrayEquals(bytes, Base32.decode(encoded, bytes.length).orElseThrow());
    }

    @Test
    void thirtyTwoBytesAreFiftyTwoSymbols() {
        assertEquals(SYMBOLS, Base32.encode(HexFormat.of().parseHex(BYTES)));
        assertEquals("Z".repeat(51) + "G", Base32.encode(HexFormat.of().parseHex("ff".repeat(32))));
    }

    @Test
    void writtenTextIsReadAgain() {
        Random random = new Random(32);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, Base32.decode(Base32.encode(bytes), length).orElseThrow());
        }
    }

    @Test
    void caseDoesNotMatterInAnyLocale() {
        assertEquals(new Locale("tr", "TR"), Locale.getDefault(), "the locale in which i is no lower case I");
        assertReadAs(SYMBOLS, SYMBOLS.toLowerCase(Locale.ROOT));
        assertReadAs("1".repeat(51) + "0", "i".repeat(51) + "o");
    }

    @ParameterizedTest
    @CsvSource({"O, 0", "o, 0", "I, 1", "i, 1", "L, 1", "l, 1", "U, V", "u, V"})
    void lookalikesAreReadAsTheMeantSymbols(String typed, String meant) {
        assertReadAs(meant + "0".repeat(51), typed + "0".repeat(51));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 51, 53, 104})
    void anotherLengthIsRefused(int symbols) {
        assertTrue(Base32.decode("0".repeat(symbols), 32).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "-", " ", "@", "[", "`", "{", "\u0130", "\u0131", "\uff10", "\u0660", "\0"})
    void foreignSymbolsAreRefused(String symbol) {
        assertTrue(Base32.decode(symbol + "0".repeat(51), 32).isEmpty());
    }

    /** Otherwise a secret would have several forms. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "8", "F", "H", "Z"})
    void nonZeroPaddingIsRefused(String last) {
        assertTrue(Base32.decode("0".repeat(51) + last, 32).isEmpty());
    }

    private static void assertReadAs(String meant, String typed) {
        assertArrayEquals(
                Base32.decode(meant, 32).orElseThrow(), Base32.decode(typed, 32).orElseThrow());
    }
}
