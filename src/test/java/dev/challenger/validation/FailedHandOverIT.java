package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves what a message costs that could not be handed over: nothing that the person needs, and a try of a few. */
class FailedHandOverIT {
    private static final String OTHER = "other@example.com";

    private static final String PROBLEM = "we have a problem with sending; the address is fine, try again in a minute";

    @AutoClose
    private final World world = World.with("budget.network", "100/PT1H", "proxy.trusted", "127.0.0.1");

    private final Sql sql = new Sql(world.database());
    private final TestClient client = world.node().client();
    /** The same client at a node whose mail server does not answer. */
    private final TestClient mute = client.at(world.another("mail.port", "9"));

    private int changesLeft(String nonce) {
        return client.authorize(nonce).json().path("changes_left").asInt();
    }

    private static Answer submit(TestClient to, String nonce, String address, String network) {
        return to.http().postForm("/challenge/" + nonce, Map.of("CONTACT_EMAIL", address), "X-Forwarded-For", network);
    }

    @Test
    void theChangeOfAddressIsGivenBack() {
        String nonce = client.setup();
        for (String address : List.of("a@example.com", "b@example.com", "c@example.com", "d@example.com")) {
            Expect.problem(502, 9752, PROBLEM, mute.challenge(nonce, address));
        }

        assertEquals(3, changesLeft(nonce));
        for (String address : List.of("a@example.com", "b@example.com", "c@example.com")) {
            assertEquals(200, client.challenge(nonce, address).status());
        }
        Expect.problem(429, 9757, "no change of address is left", client.challenge(nonce, "d@example.com"));
    }

    @Test
    void theFormerAddressAndItsCodeStayGood() {
        String nonce = client.challenged();
        client.solve(nonce, "00000000");
        String before = client.authorize(nonce).body();
        String hash = "SELECT HEX(address_hash) FROM validation";
        Object found = sql.rows(hash);

        Expect.problem(502, 9752, PROBLEM, mute.challenge(nonce, OTHER));

        assertEquals(before, client.authorize(nonce).body());
        assertEquals(found, sql.rows(hash));
        assertEquals(
                200,
                client.solve(nonce, world.mailbox().newestTan(TestClient.ADDRESS))
                        .status());
        assertEquals(1, world.mailbox().messages().size());
    }

    /** The person corrects a typing error while the mail server is down, and can press the button again. */
    @Test
    void thePageKeepsTheAddressThatWasTyped() {
        String nonce = client.challenged();

        Answer page = mute.challengeByPage(nonce, Map.of("CONTACT_EMAIL", OTHER));

        Expect.page(
                502, page, "role=\"alert\"", "<details id=\"more\" open>", "value=\"" + OTHER + "\"", "name=\"pin\"");
    }

    @Test
    void afterTenFailuresAValidationSendsNothingMore() {
        String nonce = client.setup();
        for (int i = 0; i < 10; i++) {
            Expect.problem(502, 9752, PROBLEM, mute.challenge(nonce, "person" + i % 4 + "@example.com"));
        }

        for (TestClient node : List.of(mute, client)) {
            Answer refused = node.challenge(nonce, TestClient.ADDRESS);
            Expect.problem(429, 9757, "too many messages could not be handed over", refused);
            assertEquals("", refused.header("Retry-After"));
        }
        assertEquals(0, world.mailbox().messages().size());
    }

    @Test
    void nineFailuresLeaveAllMessages() {
        String nonce = client.setup();
        for (int i = 0; i < 9; i++) {
            Expect.problem(502, 9752, PROBLEM, mute.challenge(nonce, TestClient.ADDRESS));
        }

        for (int i = 0; i < 3; i++) {
            assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
            world.clock().advance(Duration.ofMinutes(2));
        }
        assertEquals(3, world.mailbox().messages().size());
    }

    /** Nobody learns which of many addresses the mail server knows: neither by one nonce nor by many. */
    @Test
    void aNetworkHasABudgetOfTriesAndOtherBudgetsCountMessages() {
        TestClient probing = client.at(world.another(
                "mail.port", "9", "budget.network", "3/PT1H", "budget.destination", "1/P1D", "budget.client", "1/P1D"));
        for (int i = 0; i < 3; i++) {
            Answer failed = submit(probing, client.setup(), TestClient.ADDRESS, "192.0.2.7");
            Expect.problem(502, 9752, PROBLEM, failed);
        }

        Answer refused = submit(probing, client.setup(), TestClient.ADDRESS, "192.0.2.8");

        assertEquals(429, refused.status(), refused.body());
        assertEquals("3600", refused.header("Retry-After"));
        Expect.problem(502, 9752, PROBLEM, submit(probing, client.setup(), TestClient.ADDRESS, "198.51.100.1"));
    }

    @Test
    void aRefusalByABudgetIsNoTry() {
        TestClient narrow = client.at(world.another("budget.destination", "1/P1D", "budget.network", "2/PT1H"));
        assertEquals(
                200,
                submit(narrow, client.setup(), TestClient.ADDRESS, "192.0.2.7").status());
        String nonce = client.setup();
        for (int i = 0; i < 12; i++) {
            assertEquals(
                    429, submit(narrow, nonce, TestClient.ADDRESS, "192.0.2.7").status());
        }

        assertEquals(200, submit(narrow, nonce, OTHER, "192.0.2.7").status());
    }

    /** A node that dies while it hands a message over has counted it. */
    @Test
    void theMessageIsCountedBeforeTheMailServerHearsOfIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Sql sql = new Sql(world.database());
            CompletableFuture<List<Map<String, Object>>> meanwhile = CompletableFuture.supplyAsync(() -> {
                try (var connection = server.accept()) {
                    return sql.rows("SELECT changes_left, transmissions_left FROM validation");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            TestClient dying = client.at(world.another("mail.port", Integer.toString(server.getLocalPort())));

            Expect.problem(502, 9752, PROBLEM, dying.challenge(client.setup(), TestClient.ADDRESS));

            assertEquals(List.of(Map.of("changes_left", 2, "transmissions_left", 2)), List.copyOf(meanwhile.get()));
        }
    }

    /** Otherwise anybody could guess without end at an address to which messages fail. */
    @Test
    void aMessageWhoseCodeWasGuessedAtStaysCounted() throws Exception {
        String nonce = client.setup();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Answer> guess = CompletableFuture.supplyAsync(() -> {
                try (var connection = server.accept()) {
                    return client.solve(nonce, "00000000");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            TestClient failing = client.at(
                    world.another("mail.port", Integer.toString(server.getLocalPort()), "budget.destination", "1/P1D"));

            Expect.problem(502, 9752, PROBLEM, failing.challenge(nonce, TestClient.ADDRESS));

            assertEquals(2, guess.get().json().path("auth_attempts_left").asInt());
            assertEquals(
                    429, failing.challenge(client.setup(), TestClient.ADDRESS).status());
        }
    }
}
