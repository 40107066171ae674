package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks that a receipt, which goes to the audit log, keeps the secrets that the other side repeats. */
final class ReceiptTest {
    private static Receipt of(String reply) {
        return Receipt.of(Letters.letter(), Optional.of("id"), Optional.of(reply));
    }

    @Test
    void anEchoedAddressOrTanIsHidden() {
        Receipt receipt = of("250 2.1.5 " + Letters.EMAIL.toUpperCase(Locale.ROOT) + " queued\r\n1234-5678");

        assertEquals(Optional.of("250 2.1.5 *** queued ***"), receipt.reply());
    }

    @Test
    void aLongReplyIsShortened() {
        String reply = of("x".repeat(10_000)).reply().orElseThrow();

        assertTrue(reply.length() <= 201 && reply.endsWith("x…"), reply);
    }

    @Test
    void theSenderIsNamedLater() {
        assertEquals("sms", of("250 OK").by("sms").sender());
    }
}
