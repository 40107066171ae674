package dev.challenger.tan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.secret.Key;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how TANs are derived, written, parsed and compared. */
final class TanTest {
    private static final byte[] VALIDATION = {1, 2, 3};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01234567",
                "0123-4567",
                " 0123 4567 ",
                "01 23 45 67",
                "T-0123-4567",
                "tm-01234567",
                "TM-0123–4567",
                "0123\u00a04567",
                "0123\t4567\n",
                "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667",
                "\u06F0\u06F1\u06F2\u06F3 \u06F4\u06F5\u06F6\u06F7",
                "\u0966\u0967\u0968\u0969-\u096A\u096B\u096C\u096D",
                "\uFF10\uFF11\uFF12\uFF13\uFF0D\uFF14\uFF15\uFF16\uFF17",
                "\uD835\uDFCE1234567",
                "0123\u22124567",
                "0123\u30FC4567",
                "0123\u20114567",
                "0123\u2028\u30004567\u0085",
                "\u2066\u200E0123\u200B\u00AD45\u206067\u2069\uFEFF",
                "T-T-01234567",
                "#01234567",
                "(0123 4567)",
                "TAN:01234567.",
                "01234567です",
                "@localhost #01234567",
                "Your code is 0123-4567. It is valid for 30 minutes.",
                "26 November 2026, 10:15\n01234567\n30 minutes",
            })
    void eightDigitsAreReadInAnySpelling(String typed) {
        assertEquals("01234567", Tan.parse(typed).map(Tan::digits).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "T-",
                "1234567",
                "123456789",
                "1234 5678 9",
                "1234567a",
                "1234567\u00B2",
                "٠١٢٣٤٥٦",
                "1234.5678",
                "1234, 5678",
                "12345678 87654321",
                "12345678 12345678",
                "12345678\n87654321",
                "1234-5678 and 87654321",
            })
    void otherTextsAreNoTan(String typed) {
        assertEquals(Optional.empty(), Tan.parse(typed));
    }

    @Test
    void aTanAmongVeryManyBlanksIsNotRead() {
        assertEquals(Optional.empty(), Tan.parse(" ".repeat(10_000) + "12345678"));
    }

    @Test
    void aTanIsSentInOneGroupAndPrintedInTwo() {
        Tan tan = Tan.parse("00012340").orElseThrow();

        assertEquals("0001 2340", tan.printed());
        assertEquals("00012340", tan.digits());
    }

    @Test
    void theSamePartsGiveTheSameTan() throws IOException {
        Key key = key();

        assertEquals(Tan.derive(key, "tan", VALIDATION), Tan.derive(key, "tan", VALIDATION.clone()));
    }

    @Test
    void everyPartCounts() throws IOException {
        Key key = key();
        Tan tan = Tan.derive(key, "tan", VALIDATION);

        assertNotEquals(tan, Tan.derive(key, "mfa", VALIDATION));
        assertNotEquals(tan, Tan.derive(key, "tan", new byte[] {1, 2}, new byte[] {3}));
        assertNotEquals(tan, Tan.derive(key, "tan", VALIDATION, new byte[0]));
    }

    @Test
    void derivedTansBeginWithEveryDigit() throws IOException {
        Key key = key();

        long firstDigits = IntStream.range(0, 500)
                .mapToObj(i -> Tan.derive(key, "tan", new byte[] {(byte) i, (byte) (i >> 8)}))
                .map(tan -> tan.digits().charAt(0))
                .distinct()
                .count();

        assertEquals(10, firstDigits);
    }

    @Test
    void equalTansAreEqualAndOthersAreNot() {
        Tan tan = Tan.parse("12345678").orElseThrow();

        assertEquals(tan, Tan.parse("T-1234 5678").orElseThrow());
        assertEquals(tan.hashCode(), Tan.parse("T-1234 5678").orElseThrow().hashCode());
        assertNotEquals(tan, Tan.parse("12345679").orElseThrow());
        assertFalse(tan.equals((Object) "12345678"));
    }

    @Test
    void theValueIsNeverPrinted() {
        assertTrue(Tan.parse("12345678").orElseThrow().toString().chars().noneMatch(Character::isDigit));
    }

    private Key key() throws IOException {
        return new KeyFile(directory.resolve("keys"))
                .open(new Secrets(new SecureRandom()))
                .newest();
    }
}
