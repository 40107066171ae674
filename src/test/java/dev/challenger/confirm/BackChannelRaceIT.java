package dev.challenger.confirm;

import static dev.challenger.testing.Backend.factor;
import static dev.challenger.testing.Backend.hash;
import static dev.challenger.testing.Backend.login;
import static dev.challenger.testing.Backend.offered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Confirmation;
import dev.challenger.mfa.Confirmation.Wrong;
import dev.challenger.mfa.Transmission;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Guesses;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.wire.ErrorCode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Proves that two nodes on one database keep every promise of TAN challenges while many requests run at once. */
@TestInstance(Lifecycle.PER_CLASS)
class BackChannelRaceIT {
    private static final int THREADS = 24;
    private static final String EMAIL = factor("email", TestClient.ADDRESS);

    @AutoClose
    private final World world = World.with("breaker.minimum", "1000");

    private final Mailbox mailbox = world.mailbox();
    private final Backend backend = Backend.of(world.node(), "*");
    private final List<Backend> nodes = List.of(backend, backend.at(world.another()));
    private final AtomicInteger requests = new AtomicInteger();
    private String request = "";

    /** Each test protects a request of its own. */
    @BeforeEach
    void anotherRequest() {
        request = hash("request " + requests.incrementAndGet());
        world.clock().advance(Duration.ofMinutes(2));
    }

    private Backend at(int number) {
        return nodes.get(number % 2);
    }

    private static long count(List<String> outcomes, String outcome) {
        return outcomes.stream().filter(outcome::equals).count();
    }

    private static String outcome(Transmission transmission) {
        if (transmission instanceof Transmission.Refused refused) {
            return refused.problem().code().name();
        }
        return transmission.refusal().isEmpty() ? "sent" : "out";
    }

    private static String outcome(Confirmation confirmation) {
        if (confirmation instanceof Confirmation.Refused refused) {
            return refused.problem().code().name();
        }
        return confirmation instanceof Wrong wrong ? "wrong " + wrong.attemptsLeft() : "confirmed";
    }

    @RepeatedTest(3)
    void concurrentDemandsMakeOneChallengeAndOneAuditLine() {
        try (CapturedLog log = new CapturedLog()) {
            List<List<String>> ids = AtOnce.run(THREADS, i -> offered(at(i).demand(login(request, EMAIL))));

            assertEquals(1, Set.copyOf(ids).size());
            assertEquals(
                    1,
                    log.audit().stream()
                            .filter(line -> line.contains("\"demanded\""))
                            .count());
        }
    }

    @Test
    void sendingManyTimesSendsOneMessage() {
        String id = offered(backend.demand(login(request, EMAIL))).get(0);
        int before = mailbox.messages().size();

        List<String> outcomes = AtOnce.run(THREADS, i -> outcome(at(i).trySending(id)));

        assertEquals(1, count(outcomes, "sent"));
        assertEquals(THREADS - 1, count(outcomes, "out"));
        assertEquals(before + 1, mailbox.messages().size());
    }

    @Test
    void onlyThreeOfManyGuessesAreComparedEvenAfterAnotherDemand() {
        String id = offered(backend.demand(login(request, EMAIL))).get(0);
        backend.send(id);
        String right = mailbox.newestTan();

        List<String> outcomes = AtOnce.run(THREADS, i -> outcome(at(i).confirm(id, Guesses.wrong(right, i))));

        for (String wrong : List.of("wrong 2", "wrong 1", "wrong 0")) {
            assertEquals(1, count(outcomes, wrong), wrong);
        }
        assertEquals(THREADS - 3, count(outcomes, ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS.name()));
        assertEquals(List.of(id), offered(at(1).demand(login(request, EMAIL))));
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS.name(), outcome(at(1).confirm(id, right)));
    }

    @Test
    void theRightTanEnteredManyTimesIsCountedByTheBreakerOnceAndAuditedOnce() {
        String body = login(request, factor("email", "once@breaker.example"));
        String id = offered(backend.demand(body)).get(0);
        backend.send(id);
        String right = mailbox.newestTan("once@breaker.example");
        long before = entered();
        try (CapturedLog log = new CapturedLog()) {
            AtOnce.run(THREADS, i -> at(i).confirm(id, right));

            assertEquals(
                    1,
                    log.audit().stream()
                            .filter(line -> line.contains("\"solved\""))
                            .count());
        }
        assertEquals(before + 1, entered());
    }

    private long entered() {
        return new Sql(world.database()).number("SELECT COUNT(*) FROM breaker_destination WHERE entered");
    }

    @RepeatedTest(3)
    void aSingleUseLetsOneOfManyRequestsPass() {
        String body = login(request, false, true, EMAIL);
        String id = backend.solved(body, mailbox);

        List<Integer> statuses = AtOnce.run(THREADS, i -> at(i).demand(body, id).status());

        assertEquals(1, Collections.frequency(statuses, 204), statuses.toString());
        assertEquals(THREADS - 1, Collections.frequency(statuses, 202), statuses.toString());
    }

    @Test
    void withoutSingleUseEveryRequestPasses() {
        String body = login(request, EMAIL);
        String id = backend.solved(body, mailbox);

        List<Integer> statuses = AtOnce.run(THREADS, i -> at(i).demand(body, id).status());

        assertTrue(statuses.stream().allMatch(status -> status == 204), statuses.toString());
    }
}
