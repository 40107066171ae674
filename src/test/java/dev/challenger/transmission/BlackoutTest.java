package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Addresses;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that messages of senders and of helper commands lose every secret before they are logged. */
final class BlackoutTest {
    private static final String EMAIL = "o'björn+\"x\"@example.com";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                "1234-5678",
                "1234 5678",
                "1234 – 5678",
                "1 2 3 4 5 6 7 8",
                "12.34.56.78",
                "1234\n5678",
                "o'björn+\"x\"@example.com",
                "O'BJÖRN+\"X\"@EXAMPLE.COM",
                "o'bj\\u00F6rn+\\\"x\\\"@example.com",
                "o'bj\\u00f6rn+\\\"x\\\"@example.com",
                "o%27bj%C3%B6rn%2B%22x%22%40example.com"
            })
    void theTanAndTheAddressAreNotSeenHoweverTheyArePrinted(String printed) {
        assertEquals("to ***: done", line(EMAIL, "to " + printed + ": done"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa ss*wo~rd", "pa+ss*wo%7Erd", "pa%20ss%2Awo~rd"})
    void aSecretIsNotSeenHoweverAUrlHasIt(String printed) {
        assertEquals("GET /?k=***&x", Blackout.of(List.of("pa ss*wo~rd")).line("GET /?k=" + printed + "&x"));
    }

    @Test
    void eachLineOfAnAddressIsBlackedOut() {
        assertEquals("*** then ***", line("Alice Liddell\nChrist Church", "Christ Church then Alice Liddell"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+41791234567", "+41 79 123 45 67", "0041791234567", "079 123 45 67", "079-1234567"})
    void thePhoneNumberIsNotSeenHoweverItIsPrinted(String printed) {
        String line = line("+41791234567", "to " + printed + ": done");

        assertFalse(line.contains("123") || line.contains("4567") || line.contains("45 67"), line);
        assertTrue(line.endsWith("***: done"), line);
    }

    @Test
    void regexCharactersInAnAddressAreLiteral() {
        assertEquals("axb ***", line("a.b@(", "axb a.b@("));
    }

    @Test
    void veryShortValuesAreNotBlackedOut() {
        assertEquals("model of the code", line("de", "model of the code"));
    }

    @Test
    void theOutputIsOneLineWithoutControlCharacters() {
        assertEquals("a b [31mc d e", line(EMAIL, "a\r\nb\u001b[31mc\u0085d\u2028\u202ee\0\n"));
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() {
        assertTrue(line(EMAIL, new byte[] {'a', (byte) 0xff, (byte) 0xc3}).startsWith("a\ufffd"));
    }

    @Test
    void longOutputIsCutWithoutLeavingHalfASecret() {
        for (int length = 2000; length < 2070; length++) {
            String line = line(EMAIL, "x".repeat(length) + "1234-5678 o'björn+\"x\"@example.com" + "y".repeat(5000));

            assertTrue(line.length() <= 2048 && line.length() > 1900, () -> line.length() + " characters");
            assertFalse(line.contains("1") || line.contains("o"), line);
        }
    }

    private static String line(String address, String printed) {
        return line(address, printed.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String address, byte[] printed) {
        CommandOutput output = new CommandOutput(new ByteArrayInputStream(printed));
        while (output.take()) {
            // Discards the output up to its end.
        }
        return new Blackout(Letters.letter(Addresses.of(Map.of("FIELD", address)), "", "")).line(output);
    }
}
