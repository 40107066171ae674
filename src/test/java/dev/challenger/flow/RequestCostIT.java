package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.DatabaseCounts;
import dev.challenger.testing.DatabaseServer;
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
    private final DatabaseServer server = DatabaseServer.launchCounting();
    private final World world = World.in(server);
    private final Connection counter =
            world.keep(Unchecked.call(() -> world.database().dataSource().getConnection()));

    private final Node node = world.pooled();
    private final TestClient client = node.client();
    private final List<String> costs = new ArrayList<>();

    @AfterEach
    void stop() {
        world.close();
        server.close();
    }

    @Test
    void everyRequestOfTheFlowCostsTheDatabaseThisMuch() {
        // Housekeeping would add its own statements.
        node.challenger().housekeeping().close();
        validation();
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
