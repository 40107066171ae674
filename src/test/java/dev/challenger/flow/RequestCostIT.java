package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Backend;
import dev.challenger.testing.DatabaseCounts;
import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.Guesses;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.World;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Counts what each request of the whole flow costs the database: each statement is one round trip, without pings, preparations
 * and settings. A change that makes a request cheaper lowers its numbers here,
 * so that no later change makes it dearer unnoticed.
 */
class RequestCostIT {
    private static final int MESSAGES = 5;

    private final DatabaseServer server = DatabaseServer.launchCounting();
    private final World world = World.in(server, "budget.destination", MESSAGES + "/P1D");
    private final Connection counter =
            world.keep(Unchecked.call(() -> world.database().dataSource().getConnection()));

    private final Node node = world.pooled();
    private final TestClient client = node.client();
    private final List<String> costs = new ArrayList<>();

    /** The work of threads in the background would add statements of its own. */
    private void closeBackground() {
        node.challenger().housekeeping().close();
        node.challenger().recording().close();
    }

    @AfterEach
    void stop() {
        world.close();
        server.close();
    }

    @Test
    void everyRequestOfTheFlowCostsTheDatabaseThisMuch() {
        closeBackground();
        validation();
        node.challenger().recording().storeEvents();
        costs.clear();

        validation();

        assertEquals("""
                setup: 2 statements, 2 round trips, 1 commits
                authorize: 2 statements, 2 round trips, 1 commits
                challenge: 2 statements, 2 round trips, 1 commits
                solve: 2 statements, 2 round trips, 1 commits
                token: 2 statements, 2 round trips, 1 commits
                info: 1 statements, 1 round trips, 0 commits
                """, String.join("", costs));
    }

    /** The background stores all events of up to 50 validations by one statement, every ten seconds. */
    @Test
    void theEventsOfManyValidationsCostTheDatabaseOneCommit() {
        closeBackground();
        validation();
        validation();
        node.challenger().recording().storeEvents();
        validation();
        validation();
        costs.clear();

        counted("events", () -> {
            node.challenger().recording().storeEvents();
            return true;
        });

        assertEquals("events: 1 statements, 1 round trips, 1 commits\n", String.join("", costs));
    }

    /** A request that is refused costs at most what it costs where it succeeds. */
    @Test
    void refusalsCostTheDatabaseThisMuch() {
        closeBackground();
        String nonce = client.challenged();
        String tan = world.mailbox().newestTan();
        String wrong = Guesses.wrong(tan, 1);
        costs.clear();

        refused(404, "challenge, unknown", () -> client.challenge("0".repeat(52), TestClient.ADDRESS));
        refused(400, "challenge, malformed", () -> client.challenge(nonce, "@"));
        refused(200, "challenge, too early", () -> client.challenge(nonce, TestClient.ADDRESS));
        refused(404, "solve, unknown", () -> client.solve("0".repeat(52), tan));
        refused(400, "solve, malformed", () -> client.solve(nonce, "x"));
        refused(403, "solve, wrong", () -> client.solve(nonce, wrong));
        client.solve(nonce, wrong);
        client.solve(nonce, wrong);
        refused(403, "solve, exhausted", () -> client.solve(nonce, wrong));
        for (int i = 1; i < MESSAGES; i++) {
            client.challenged();
        }
        // The connection prepares each statement once.
        client.challenge(client.setup(), TestClient.ADDRESS);
        String other = client.setup();
        refused(429, "challenge, over budget", () -> client.challenge(other, TestClient.ADDRESS));

        assertEquals("""
                challenge, unknown: 1 statements, 1 round trips, 0 commits
                challenge, malformed: 1 statements, 1 round trips, 0 commits
                challenge, too early: 1 statements, 1 round trips, 0 commits
                solve, unknown: 1 statements, 1 round trips, 0 commits
                solve, malformed: 1 statements, 1 round trips, 0 commits
                solve, wrong: 2 statements, 2 round trips, 1 commits
                solve, exhausted: 1 statements, 1 round trips, 0 commits
                challenge, over budget: 2 statements, 2 round trips, 0 commits
                """, String.join("", costs));
    }

    @Test
    void tanChallengesCostTheDatabaseThisMuch() {
        closeBackground();
        Backend shop = Backend.of(node, Backend.SHOP);
        tanChallenge(shop, Backend.hash("first"));
        costs.clear();

        tanChallenge(shop, Backend.REQUEST);

        assertEquals("""
                demand: 3 statements, 3 round trips, 1 commits
                demand again: 2 statements, 2 round trips, 0 commits
                send: 2 statements, 2 round trips, 1 commits
                send, too early: 1 statements, 1 round trips, 0 commits
                confirm, wrong: 2 statements, 2 round trips, 1 commits
                confirm: 2 statements, 2 round trips, 1 commits
                pass: 2 statements, 2 round trips, 0 commits
                """, String.join("", costs));
    }

    private void tanChallenge(Backend shop, String request) {
        String demand = Backend.login(request, Backend.factor("email", TestClient.ADDRESS));
        String id =
                Backend.offered(counted("demand", () -> shop.demand(demand))).get(0);
        counted("demand again", () -> shop.demand(demand));
        counted("send", () -> shop.send(id));
        counted("send, too early", () -> shop.send(id));
        String tan = world.mailbox().newestTan();
        counted("confirm, wrong", () -> shop.confirm(id, Guesses.wrong(tan, 1)));
        counted("confirm", () -> shop.confirm(id, tan));
        assertEquals(204, counted("pass", () -> shop.demand(demand, id)).status());
    }

    private void refused(int status, String name, Supplier<Answer> request) {
        assertEquals(status, counted(name, request).status(), name);
    }

    private void validation() {
        String nonce = counted("setup", client::setup);
        counted("authorize", () -> client.authorize(nonce));
        counted("challenge", () -> client.challenge(nonce, TestClient.ADDRESS));
        String tan = world.mailbox().newestTan();
        Answer solved = counted("solve", () -> client.solve(nonce, tan));
        String code = TestClient.code(solved.json().path("redirect_url").asText());
        Answer token = counted("token", () -> client.token(code));
        Answer info = counted(
                "info", () -> client.info(token.json().path("access_token").asText()));

        assertEquals(200, info.status());
    }

    private <T> T counted(String name, Supplier<T> request) {
        DatabaseCounts before = DatabaseCounts.read(counter);
        T answer = request.get();
        DatabaseCounts cost = DatabaseCounts.read(counter).since(before);
        costs.add("%s: %d statements, %d round trips, %d commits%n"
                .formatted(name, cost.statements(), cost.roundTrips(), cost.commits()));
        return answer;
    }
}
