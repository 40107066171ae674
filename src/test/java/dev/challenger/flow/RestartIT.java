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
import dev.challenger.testing.Service;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Nodes that stop and start, with the key file they had and with others. */
class RestartIT {
    private static final String NEWER_KEY = "2 " + "7".repeat(51) + "0\n";

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final Mailbox mailbox = new Mailbox();

    private final TestClock clock = new TestClock();
    private final Path keys = Path.of(Service.newFile("keys"));
    private Service node;
    private TestClient client;

    @BeforeEach
    void start() {
        node = node(keys);
        client = node.client();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Service node(Path keyFile) {
        return Service.start(
                database.dataSource(),
                clock,
                Map.of("key.file", keyFile.toString(), "mail.port", Integer.toString(mailbox.port())));
    }

    /** Also what is confirmed, opens, or is used up. */
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
    void theTanOutThereAndTheAttemptsLeftSurvive() {
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
        Path other = Path.of(Service.newFile("other"));

        assertEquals(
                "key.file: this database is used with another key file than " + other
                        + "; take the one of the other nodes, or of the backup",
                refusal(() -> node(other)));
    }

    @Test
    void whatAnOlderKeyMadeIsGoodAfterANewerOneWasAdded() throws IOException {
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
        try (Service older = node(keys)) {
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
        Path copy = Path.of(Service.newFile("copy"));
        Files.copy(keys, copy);
        addNewerKey();
        restart();

        assertTrue(refusal(() -> node(copy)).contains("another key file"));
    }

    @RepeatedTest(5)
    void nodesThatStartTogetherOnNothingAgreeOnKeysAndTables() {
        try (TestDatabase fresh = TestDatabase.fresh()) {
            Map<String, String> settings =
                    Map.of("key.file", Service.newFile("keys"), "mail.port", Integer.toString(mailbox.port()));

            List<Service> nodes = AtOnce.run(4, i -> Service.start(fresh.dataSource(), clock, settings));

            TestClient first = nodes.get(0).client();
            String nonce = first.challenged();
            nodes.forEach(each -> assertEquals(
                    200, first.at(each).solve(nonce, mailbox.newestTan()).status()));
            nodes.forEach(Service::close);
        }
    }
}
