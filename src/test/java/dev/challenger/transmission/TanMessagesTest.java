package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TanMessagesTest {
    private final Message message = new TanMessages(new Texts(), "id.example.org")
            .write(
                    new Address(Map.of("CONTACT_EMAIL", "ada@example.org")),
                    Tan.parse("01234567").orElseThrow(),
                    "O'Neil {0} & Söhne",
                    "7KQ2",
                    Instant.parse("2026-11-21T14:35:59Z"));

    @Test
    void codeStandsAloneInTheFirstLine() {
        List<String> lines = message.text().lines().toList();

        assertEquals("Your code: 0123-4567", lines.get(0));
        assertEquals("", lines.get(1));
    }

    @Test
    void saysWhoAsksWhereUntilWhenAndWhichMessageThisIs() {
        for (String part : List.of(
                "O'Neil {0} & Söhne asks you",
                "page of id.example.org", "21 November 2026, 14:35 UTC", "Reference: 7KQ2")) {
            assertTrue(message.text().contains(part), part);
        }
        assertEquals("Your code for O'Neil {0} & Söhne (reference 7KQ2)", message.subject());
    }

    @Test
    void hasNoLink() {
        assertFalse(message.text().matches("(?s).*(://|www\\.).*"), message.text());
    }
}
