package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that letters which cannot be printed or spooled use nothing up. */
class PrintedLetterIT {
    private static final Map<String, String> ADA =
            Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "Bahnhofstrasse 1\n8001 Zürich", "ADDRESS_COUNTRY", "CH");

    @TempDir
    private static Path directory;

    @AutoClose
    private static World world;

    private TestClient client;

    @BeforeAll
    static void start() {
        world = World.with(
                "address.type", "postal",
                "senders.post", "spool",
                "sender.spool.folder", directory.toString(),
                "post.origin", "de-CH",
                "budget.destination", "1/P7D");
    }

    @BeforeEach
    void visit() {
        client = world.node().client();
    }

    private static int letters() {
        return Optional.ofNullable(directory.toFile().listFiles())
                .map(files -> files.length / 2)
                .orElse(0);
    }

    @Test
    void aMissingDirectoryUsesNothingUp() throws Exception {
        String nonce = client.setup();
        client.authorize(nonce);
        int before = letters();
        Path away = directory.resolveSibling(directory.getFileName() + "-away");
        Files.move(directory, away);

        Answer refused = client.challenge(nonce, ADA);

        assertEquals(502, refused.status());
        assertTrue(refused.body().contains("try again in a minute"), refused.body());
        assertEquals(
                3, client.authorize(nonce).json().path("pin_transmissions_left").asInt());
        Files.move(away, directory);
        assertEquals(200, client.challenge(nonce, ADA).status());
        assertEquals(before + 1, letters());
        for (File file : Objects.requireNonNull(directory.toFile().listFiles())) {
            assertFalse(file.isHidden(), file.getName());
        }
    }

    @Test
    void anAddressThatCannotBePrintedIsRefusedForGood() {
        String nonce = client.setup();
        client.authorize(nonce);
        Map<String, String> unprintable = new HashMap<>(ADA);
        unprintable.put("CONTACT_NAME", "Ada 😀");

        try (CapturedLog log = new CapturedLog()) {
            Answer refused = client.challenge(nonce, unprintable);

            assertEquals(502, refused.status());
            assertTrue(refused.body().contains("this address has characters that we cannot print"), refused.body());
            assertEquals("", refused.header("Retry-After"));
            assertTrue(
                    log.all().stream()
                            .anyMatch(entry -> entry.text().contains("\"event\":\"refused\"")
                                    && entry.text().contains("this address has characters that we cannot print")),
                    log.all().toString());
            assertTrue(log.all().stream().anyMatch(entry -> entry.text().contains("of the block EMOTICONS")));
            assertFalse(log.all().stream().anyMatch(entry -> entry.text().contains("Bahnhofstrasse")));
        }
        assertEquals(
                3, client.authorize(nonce).json().path("pin_transmissions_left").asInt());
    }
}
