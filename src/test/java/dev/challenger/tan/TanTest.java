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
                "0123\t4567\n"
            })
    void eightDigitsAreReadInAnySpelling(String typed) {
        assertEquals("01234567", Tan.parse(typed).map(Tan::digits).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "T-", "1234567", "123456789", "1234567a", "٠١٢٣٤٥٦٧", "T-T-12345678", "+12345678"})
    void otherTextsAreNoTan(String typed) {
        assertEquals(Optional.empty(), Tan.parse(typed));
    }

    @Test
    void aTanAmongVeryManyBlanksIsNotRead() {
        assertEquals(Optional.empty(), Tan.parse(" ".repeat(10_000) + "12345678"));
    }

    @Test
    void aTanIsWrittenInTwoGroupsAndSentInOne() {
        Tan tan = Tan.parse("00012340").orElseThrow();

        assertEquals("0001-2340", tan.written());
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
