package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
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
        world.clock().advance(Duration.ofHours(23));
        assertEquals(200, order(client).status());
        assertEquals(429, order(client).status());
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
