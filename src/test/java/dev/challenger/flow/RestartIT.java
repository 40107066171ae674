package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Confirmation.Confirmed;
import dev.challenger.mfa.Confirmation.Wrong;
import dev.challenger.settings.SettingsException;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Proves what survives when nodes restart, with the same key file or with other keys. */
class RestartIT {
    private static final String NEWER_KEY = "2 " + "7".repeat(51) + "0\n";

    @AutoClose
    private final World world = World.with();

    private final Mailbox mailbox = world.mailbox();
    private final Path keys = world.keyFile();
    private Node node = world.node();
    private TestClient client = node.client();

    private Node node(Path keyFile) {
        return world.another("key.file", keyFile.toString());
    }

    /** Covers challenges that are confirmed, open the operation, or are used up. */
    @Test
    void challengesSurviveInEveryState() {
        Backend shop = Backend.of(node, "shop");
        String body = Backend.login(Backend.REQUEST, false, true, Backend.factor("email", TestClient.ADDRESS));
        String id = Backend.offered(shop.demand(body)).get(0);

        restart();
        assertEquals(List.of(id), Backend.offered(shop.at(node).demand(body)));
        shop.at(node).send(id);

        restart();
        assertEquals(new Wrong(2), shop.at(node).confirm(id, "00000000"));

        restart();
        assertEquals(new Confirmed(), shop.at(node).confirm(id, mailbox.newestTan()));

        restart();
        assertEquals(204, shop.at(node).demand(body, id).status());

        restart();
        assertEquals(202, shop.at(node).demand(body, id).status());
    }

    private void restart() {
        node.close();
        node = node(keys);
        client = client.at(node);
    }

    private void addNewerKey() throws IOException {
        Files.writeString(keys, NEWER_KEY, StandardOpenOption.APPEND);
    }

    private static String refusal(Runnable start) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, start::run);
        return String.join(
                "\n",
                assertInstanceOf(SettingsException.class, refused.getCause()).faults());
    }

    private int attemptsLeft(String nonce) {
        return client.authorize(nonce).json().path("auth_attempts_left").asInt();
    }

    @Test
    void theSentTanAndTheAttemptsLeftSurvive() {
        String nonce = client.challenged();
        client.solve(nonce, "00000000");

        restart();

        assertEquals(2, attemptsLeft(nonce));
        assertEquals(200, client.solve(nonce, mailbox.newestTan()).status());
    }

    @Test
    void codesAndTokensSurvive() {
        String nonce = client.challenged();
        String url = client.solve(nonce, mailbox.newestTan())
                .json()
                .path("redirect_url")
                .asText();

        restart();

        assertEquals(
                url, client.solve(nonce, "00000000").json().path("redirect_url").asText());
        String token =
                client.token(TestClient.code(url)).json().path("access_token").asText();
        restart();
        assertEquals(200, client.info(token).status());
    }

    @Test
    void aNodeWithAnotherKeyFileDoesNotStart() {
        Path other = Path.of(TestKeys.newFile());

        assertEquals(
                "key.file: this database is used with another key file than " + other
                        + "; use that one: it is on the other nodes, in the backup, or with the user who ran the"
                        + " first command",
                refusal(() -> node(other)));
    }

    @Test
    void tansOfAnOlderKeyStayValidAfterANewerKeyWasAdded() throws IOException {
        String nonce = client.challenged();
        String before = mailbox.newestTan();
        addNewerKey();

        restart();

        String url = client.solve(nonce, before).json().path("redirect_url").asText();
        assertEquals(200, client.token(TestClient.code(url)).status());
        assertEquals(200, client.solve(client.challenged(), mailbox.newestTan()).status());
    }

    @Test
    void aRunningNodeFindsTheNewerKeyOfAnother() throws IOException {
        try (Node older = node(keys)) {
            addNewerKey();
            restart();
            String nonce = client.challenged();

            TestClient there = client.at(older);

            assertEquals(200, there.solve(nonce, mailbox.newestTan()).status());
            assertEquals(
                    200, client.solve(there.challenged(), mailbox.newestTan()).status());
        }
    }

    @Test
    void aNodeThatLacksTheNewerKeyDoesNotStart() throws IOException {
        Path copy = Path.of(TestKeys.newFile());
        Files.copy(keys, copy);
        addNewerKey();
        restart();

        assertTrue(refusal(() -> node(copy)).contains("another key file"));
    }

    @RepeatedTest(5)
    void nodesThatStartTogetherOnAnEmptySchemaAgreeOnKeysAndTables() {
        try (World fresh = World.with()) {
            List<Node> nodes = AtOnce.run(4, i -> fresh.another());

            TestClient first = nodes.get(0).client();
            String nonce = first.challenged();
            nodes.forEach(each -> assertEquals(
                    200,
                    first.at(each).solve(nonce, fresh.mailbox().newestTan()).status()));
        }
    }
}
