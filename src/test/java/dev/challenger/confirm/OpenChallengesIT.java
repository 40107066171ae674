package dev.challenger.confirm;

import static dev.challenger.testing.Backend.factor;
import static dev.challenger.testing.Backend.hash;
import static dev.challenger.testing.Backend.login;
import static dev.challenger.testing.Backend.offered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.testing.Backend;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.World;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that a client has a bounded number of open TAN challenges for each instance, and that nobody is locked out for long. */
class OpenChallengesIT {
    @AutoClose
    private final World world = World.with("limit.open-challenges", "2");

    private final Backend backend = Backend.of(world.node(), "shop", "branch-*");
    private final String first = challengeFor("first");
    private final String second = challengeFor("second");

    private static String demand(String person) {
        return login(hash(person), factor("email", person + "@example.com"));
    }

    private String challengeFor(String person) {
        return offered(backend.demand(demand(person))).get(0);
    }

    private void solve(String person) {
        String id = challengeFor(person);
        backend.send(id);
        backend.confirm(id, world.mailbox().newestTan(person + "@example.com"));
    }

    private void assertRefused(Duration wait) {
        Answer refused = backend.demand(demand("another"));

        assertEquals(429, refused.status(), refused.body());
        assertEquals(2130, refused.code());
        assertEquals(Long.toString(wait.toSeconds()), refused.header("Retry-After"));
    }

    @Test
    void aClientHasNoMoreOpenChallengesOfAnInstanceThanTheLimit() {
        assertRefused(Duration.ofMinutes(10));
    }

    @Test
    void theSameDemandGetsTheSameChallengeAgain() {
        assertEquals(List.of(first), offered(backend.demand(demand("first"))));
        assertEquals(List.of(second), offered(backend.demand(demand("second"))));
        backend.send(first);
        assertEquals(List.of(first), offered(backend.demand(demand("first"))));
    }

    @Test
    void otherInstancesAndOtherClientsAreNotAffected() {
        assertEquals(202, backend.demandFor("branch-1", demand("third")).status());
        assertEquals(
                202, Backend.of(world.node(), "shop").demand(demand("third")).status());
    }

    @Test
    void aSolvedChallengeIsNotOpen() {
        solve("first");

        assertEquals(202, backend.demand(demand("third")).status());
        assertRefused(Duration.ofMinutes(10));
    }

    @Test
    void aChallengeForWhichNobodyWantedATanMakesRoom() {
        backend.send(first);
        world.clock().advance(Duration.ofMinutes(10));

        assertEquals(202, backend.demand(demand("third")).status());
        assertRefused(Duration.ofMinutes(10));
        assertThrows(Problem.class, () -> backend.send(second));
        backend.send(first);
    }

    @Test
    void aChallengeWithATanStaysUntilItEnds() {
        backend.send(first);
        backend.send(second);
        world.clock().advance(Duration.ofMinutes(23 * 60 + 55));

        assertRefused(Duration.ofMinutes(5));
        world.clock().advance(Duration.ofMinutes(5));
        assertEquals(202, backend.demand(demand("third")).status());
    }

    @Test
    void aDemandOfSeveralFactorsKeepsTheChallengesThatItGot() {
        solve("first");
        String both = login(hash("both"), factor("email", "a@example.com"), factor("email", "b@example.com"));

        assertEquals(429, backend.demand(both).status());

        solve("second");
        assertEquals(2, offered(backend.demand(both)).size());
    }
}
