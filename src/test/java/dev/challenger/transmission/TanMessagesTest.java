package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import dev.challenger.tan.Tan;
import dev.challenger.testing.Addresses;
import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the messages that carry a TAN, in every channel. */
final class TanMessagesTest {
    private final Message message = write(Channel.EMAIL, "O'Neil {0} & Söhne");

    private static Message write(Channel channel, String asker) {
        return new TanMessages(URI.create("https://id.example.org:8443/check"), channel)
                .write(
                        Texts.of(Language.EN),
                        Addresses.email("ada@example.org"),
                        Tan.parse("01234567").orElseThrow(),
                        asker,
                        "7KQ2",
                        Instant.parse("2026-11-21T14:35:59Z"));
    }

    @Test
    void codeStandsAloneInTheFirstLine() {
        List<String> lines = message.text().lines().toList();

        assertEquals("Your code: 01234567", lines.get(0));
        assertEquals("", lines.get(1));
    }

    @Test
    void namesTheClientTheSiteTheExpiryAndTheReference() {
        for (String part : List.of(
                "O'Neil {0} & Söhne asks you",
                "page of id.example.org:8443", "21 November 2026, 14:35 UTC", "Reference: 7KQ2")) {
            assertTrue(message.text().contains(part), part);
        }
        assertEquals("Confirm your address for O'Neil {0} & Söhne (reference 7KQ2)", message.subject());
    }

    @ParameterizedTest
    @EnumSource
    void hasNoLink(Channel channel) {
        String text = write(channel, "Shop").text();

        assertFalse(text.matches("(?s).*(://|www\\.).*"), text);
    }

    @Test
    void aMessageToAPhoneFitsIntoOneSmsAndEndsWithTheLineThatPhonesRead() {
        String text = write(Channel.PHONE, "Shop & Söhne").text();

        assertEquals("""
                01234567 is your code for Shop & Söhne, valid until 21 Nov, 14:35 UTC (reference 7KQ2). \
                Never share it. Not you? Ignore this.

                @id.example.org #01234567""", text);
        assertTrue(text.length() <= 160, text);
        assertTrue(text.replace("ö", "").chars().allMatch(c -> c < 0x80), text);
    }

    @Test
    void aLetterSaysHowToComeBackAndNothingOfMail() {
        String text = write(Channel.POST, "Shop").text();

        for (String part : List.of(
                "Your code: 0123 4567\n\n",
                "Go back to Shop",
                "id.example.org",
                "21 November 2026, 14:35 UTC",
                "Reference: 7KQ2",
                "did not expect this letter")) {
            assertTrue(text.contains(part), part);
        }
        assertFalse(text.contains("message"), text);
    }
}
