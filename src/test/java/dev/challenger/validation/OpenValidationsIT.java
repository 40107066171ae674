package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.CountedStatements;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that a client cannot have more open validations than the limit. */
class OpenValidationsIT {
    @AutoClose
    private final World world = World.with("limit.open-validations", "2");

    private final TestClient client = world.node().client();

    private Answer order(TestClient asker) {
        return asker.http().post("/setup/" + asker.id(), "", "Authorization", "Bearer " + asker.secret());
    }

    @Test
    void aClientHasNoMoreOpenValidationsThanItsLimitUntilTheFirstExpires() {
        client.setup();
        world.clock().advance(Duration.ofHours(1));
        client.setup();

        Answer refused = order(client);

        assertEquals(429, refused.status());
        assertEquals(9757, refused.code());
        assertEquals(Long.toString(Duration.ofHours(23).toSeconds()), refused.header("Retry-After"));
        Answer pushed = client.push(Map.of());
        Expect.oauthProblem(429, 9757, "open validations of this client", "invalid_request", pushed);
        assertEquals(refused.header("Retry-After"), pushed.header("Retry-After"));
        world.clock().advance(Duration.ofHours(23));
        assertEquals(200, order(client).status());
        assertEquals(429, order(client).status());
    }

    /** Each node counts now and then only, and lets its clients use up a share of the room in between. */
    @Test
    void severalNodesTogetherStayWithinTheLimit() {
        List<TestClient> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(client.at(world.another("limit.open-validations", "60")));
        }

        int ordered = 0;
        for (int round = 0; round < 40; round++) {
            for (TestClient node : nodes) {
                ordered += order(node).status() == 200 ? 1 : 0;
            }
        }

        assertEquals(60, ordered);
    }

    @Test
    void anOrderReadsItsClientAndInsertsAndNothingElse() {
        try (World roomy = World.with("limit.open-validations", "1000")) {
            CountedStatements counted = new CountedStatements(roomy.database().dataSource());
            TestClient many = roomy.on(counted.source(), roomy.clock()).client();
            order(many);
            counted.take();

            for (int i = 0; i < 20; i++) {
                assertEquals(200, order(many).status());
                assertEquals(2, counted.take());
            }
        }
    }

    @Test
    void otherClientsAreNotAffected() {
        client.setup();
        client.setup();

        assertEquals(200, order(world.node().client()).status());
    }

    @Test
    void aSolvedValidationIsNotOpen() {
        client.setup();
        client.solved(world.mailbox());

        assertEquals(200, order(client).status());
        assertEquals(429, order(client).status());
    }

    @Test
    void aWrongSecretDoesNotRevealTheLimit() {
        client.setup();
        client.setup();

        assertEquals(
                404,
                order(new TestClient(client.http(), client.id(), "secret-token:wrong"))
                        .status());
    }
}
