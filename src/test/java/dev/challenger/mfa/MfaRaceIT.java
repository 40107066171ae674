package dev.challenger.mfa;

import static dev.challenger.mfa.Samples.EMAIL;
import static dev.challenger.mfa.Samples.LOGIN;
import static dev.challenger.mfa.Samples.REQUEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Confirmation.Wrong;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.Verdict.Offered;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tan;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Guesses;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Proves that two nodes on one database keep every promise while many requests run at once. */
@TestInstance(Lifecycle.PER_CLASS)
class MfaRaceIT {
    private static final int THREADS = 24;
    private static final String SECOND = "second@example.com";

    @AutoClose
    private final Shop shop = new Shop();

    private final List<TanChallenges> nodes = List.of(shop.node(), shop.node());
    private final Guesses guesses = new Guesses(shop.database, "tan_challenge");
    private final AtomicInteger requests = new AtomicInteger();
    private Hash request = REQUEST;
    private int sentBefore;

    /** Each test protects a request of its own. */
    @BeforeEach
    void beginToCount() {
        guesses.forget();
        request = Hash.of("request " + requests.incrementAndGet());
        sentBefore = shop.mailbox.messages().size();
    }

    /** Returns one of the two nodes. */
    private TanChallenges at(int number) {
        return nodes.get(number % 2);
    }

    private String login() {
        return Shop.login(at(0), request);
    }

    private int sent() {
        return shop.mailbox.messages().size() - sentBefore;
    }

    private static Tan wrong(Tan right, int number) {
        return Tan.parse(Guesses.wrong(right.digits(), number)).orElseThrow();
    }

    private String confirm(int number, String id, Tan tan) {
        return outcome(() -> Shop.confirm(at(number), id, tan) instanceof Wrong wrong
                ? "wrong " + wrong.attemptsLeft()
                : "confirmed");
    }

    private String send(int number, String id) {
        return outcome(() -> Shop.send(at(number), id).refusal().isEmpty() ? "sent" : "out");
    }

    private static String outcome(Supplier<String> call) {
        try {
            return call.get();
        } catch (Problem problem) {
            return problem.code().name();
        }
    }

    private static long count(List<String> outcomes, String outcome) {
        return outcomes.stream().filter(outcome::equals).count();
    }

    private static long passes(List<Boolean> passed) {
        return passed.stream().filter(pass -> pass).count();
    }

    @Test
    void exactlyThreeGuessesAtATanAreComparedAndThenTheRightOneIsRefused() {
        String id = login();
        Shop.send(at(0), id);
        Tan right = shop.newestTan();

        List<String> outcomes = AtOnce.run(THREADS, i -> confirm(i, id, wrong(right, i)));

        for (String wrong : List.of("wrong 2", "wrong 1", "wrong 0")) {
            assertEquals(1, count(outcomes, wrong), wrong);
        }
        assertEquals(THREADS - 3, count(outcomes, ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS.name()));
        assertEquals(3, guesses.compared());
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS.name(), confirm(0, id, right));
    }

    @Test
    void aChallengeAllowsAtMostNineGuessesAndNineMessagesUnderConcurrency() {
        String id = login();
        Tan nobodys = Tan.parse("00000000").orElseThrow();

        List<List<String>> outcomes = AtOnce.run(
                THREADS,
                i -> IntStream.range(0, 12)
                        .mapToObj(round -> switch (i % 4) {
                            case 0 -> send(i / 4, id);
                            case 1 -> Shop.login(at(i / 4), request).equals(id) ? "same" : "another";
                            default -> confirm(i, id, wrong(nobodys, i));
                        })
                        .toList());

        Set<String> allowed = Set.of(
                "sent",
                "out",
                "same",
                "wrong 2",
                "wrong 1",
                "wrong 0",
                ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS.name(),
                ErrorCode.MERCHANT_TAN_TOO_EARLY.name());
        outcomes.forEach(each -> each.forEach(outcome -> assertTrue(allowed.contains(outcome), outcome)));
        assertTrue(guesses.compared() <= 9, "compared: " + guesses.compared());
        assertTrue(sent() <= 9, "sent: " + sent());
        assertTrue(guesses.atOneTan() <= 3, "at one TAN: " + guesses.atOneTan());
    }

    @Test
    void sendingManyTimesSendsOneMessage() {
        String id = login();

        List<String> outcomes = AtOnce.run(THREADS, i -> send(i, id));

        assertEquals(1, count(outcomes, "sent"));
        assertEquals(THREADS - 1, count(outcomes, "out"));
        assertEquals(1, sent());
    }

    @Test
    void theRightTanEnteredManyTimesSolvesOnce() {
        String id = login();
        Shop.send(at(0), id);
        Tan tan = shop.newestTan();

        List<String> outcomes = AtOnce.run(THREADS, i -> confirm(i, id, tan));

        assertEquals(THREADS, count(outcomes, "confirmed"));
        assertEquals(0, guesses.compared());
    }

    @RepeatedTest(3)
    void concurrentDemandsBeginOneChallenge() {
        long before = shop.challenges();

        List<String> ids = AtOnce.run(THREADS, i -> Shop.login(at(i), request));

        assertEquals(1, Set.copyOf(ids).size());
        assertEquals(before + 1, shop.challenges());
    }

    @RepeatedTest(3)
    void anExpiredChallengeBeginsAgainOnce() {
        String old = login();
        long before = shop.challenges();
        shop.clock.advance(Duration.ofDays(1));

        List<String> ids = AtOnce.run(THREADS, i -> Shop.login(at(i), request));

        assertEquals(1, Set.copyOf(ids).size());
        assertTrue(!ids.contains(old));
        assertEquals(before, shop.challenges());
    }

    /** Solves the challenges of both factors, and returns their ids. */
    private List<String> solvedBoth() {
        Demand both = both(true);
        List<String> ids = Shop.offered(at(0).demand(both, request, List.of())).stream()
                .map(Offered::challengeId)
                .toList();
        ids.forEach(id -> Shop.send(at(0), id));
        Shop.confirm(at(0), ids.get(0), shop.newestTan());
        Shop.confirm(at(0), ids.get(1), shop.newestTan(SECOND));
        return ids;
    }

    private static Demand both(boolean all) {
        return new Demand("shop", LOGIN.operation(), List.of(EMAIL, new Factor(TanChannel.EMAIL, SECOND)), all, true);
    }

    @RepeatedTest(3)
    void onlyOneOfManyConcurrentPassesWins() {
        String id = login();
        Shop.send(at(0), id);
        Shop.confirm(at(0), id, shop.newestTan());
        Demand once = new Demand("shop", LOGIN.operation(), List.of(EMAIL), false, true);

        List<Boolean> passed = AtOnce.run(THREADS, i -> Shop.passes(at(i), once, request, id));

        assertEquals(1, passes(passed));
    }

    @RepeatedTest(3)
    void onlyOneOfManyPassesThatNeedAllFactorsWinsInAnyOrderOfIds() {
        List<String> ids = solvedBoth();

        List<Boolean> passed = AtOnce.run(
                THREADS, i -> Shop.passes(at(i), both(true), request, ids.get(i / 2 % 2), ids.get(1 - i / 2 % 2)));

        assertEquals(1, passes(passed));
    }

    @RepeatedTest(3)
    void noPassGetsHalfOfTheFactorsThatAnotherUsesUp() {
        List<String> ids = solvedBoth();

        List<Boolean> passed = AtOnce.run(
                THREADS,
                i -> i % 4 < 2
                        ? Shop.passes(at(i), both(true), request, ids.get(0), ids.get(1))
                        : Shop.passes(at(i), both(false), request, ids.get(0)));

        assertEquals(1, passes(passed));
    }

    @RepeatedTest(3)
    void eachSolvedChallengeLetsOneRequestPassAtMost() {
        List<String> ids = solvedBoth();

        List<Boolean> passed = AtOnce.run(THREADS, i -> switch (i / 2 % 3) {
            case 0 -> Shop.passes(at(i), both(false), request, ids.get(0), ids.get(1));
            case 1 -> Shop.passes(at(i), both(false), request, ids.get(0));
            default -> Shop.passes(at(i), both(false), request, ids.get(1));
        });

        assertTrue(passes(passed) == 1 || passes(passed) == 2, "passes: " + passes(passed));
    }

    @Test
    void concurrentPurgingDisturbsNoRequest() {
        login();
        shop.clock.advance(Duration.ofDays(1));

        List<String> ids = AtOnce.run(THREADS, i -> {
            if (i % 4 == 0) {
                at(i / 4).purge();
            }
            return Shop.login(at(i), request);
        });

        assertEquals(1, Set.copyOf(ids).size());
        assertEquals("sent", send(0, ids.get(0)));
    }
}
