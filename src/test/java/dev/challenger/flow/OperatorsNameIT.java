package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the operator has one name, on pages and in every kind of message. */
class OperatorsNameIT {
    private static final String NAME = "Example Bank";

    @TempDir
    private Path directory;

    /** Sends a message, and requires the name in the header and the title of the page. */
    private static void send(World world, Map<String, String> address) {
        TestClient client = world.node().client();
        String nonce = client.setup();
        client.browse(nonce);
        String page = client.challengeByPage(nonce, address).body();
        assertTrue(page.contains("<strong>" + NAME + "</strong>"), page);
        assertTrue(page.contains(" – " + NAME + "</title>"), page);
    }

    @Test
    void pageAndMailHaveTheName() throws Exception {
        try (World world = World.with("brand.name", NAME, "brand.help-address", "help@example.com")) {
            send(world, Map.of("CONTACT_EMAIL", "person@example.com"));

            MimeMessage mail = world.mailbox().newest("person@example.com");
            assertEquals("Sample Shop via " + NAME, ((InternetAddress) mail.getFrom()[0]).getPersonal());
            assertEquals("help@example.com", mail.getReplyTo()[0].toString());
        }
    }

    @Test
    void textMessageHasTheName() {
        Outbox outbox = new Outbox(directory);
        try (World world = World.with(
                "address.type",
                "phone",
                "phone.countries",
                "any",
                "command.phone",
                outbox.command(),
                "brand.name",
                NAME)) {
            send(world, Map.of("CONTACT_PHONE", "+41791234567"));

            assertTrue(outbox.text().contains("Sample Shop via " + NAME), outbox.text());
            assertTrue(outbox.text().contains("\n@"), outbox.text());
        }
    }

    @Test
    void letterHasTheName() {
        Outbox outbox = new Outbox(directory);
        try (World world = World.with("address.type", "postal", "command.post", outbox.command(), "brand.name", NAME)) {
            send(
                    world,
                    Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "1 Dorset Street\nLondon", "ADDRESS_COUNTRY", "GB"));

            assertTrue(outbox.text().contains(NAME), outbox.text());
        }
    }
}
