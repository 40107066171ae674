package dev.challenger.mfa;

import static dev.challenger.mfa.Samples.LOGIN;
import static dev.challenger.mfa.Samples.REQUEST;
import static dev.challenger.mfa.Shop.assertProblem;
import static dev.challenger.mfa.Shop.confirm;
import static dev.challenger.mfa.Shop.login;
import static dev.challenger.mfa.Shop.offered;
import static dev.challenger.mfa.Shop.passes;
import static dev.challenger.mfa.Shop.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Confirmation.Confirmed;
import dev.challenger.mfa.Confirmation.Wrong;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.Transmission.Sent;
import dev.challenger.mfa.Verdict.Offered;
import dev.challenger.mfa.Verdict.Pass;
import dev.challenger.mfa.Verdict.Pending;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Keys;
import dev.challenger.tan.Tan;
import dev.challenger.testing.TestKeys;
import dev.challenger.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves the life cycle of TAN challenges on a real database and a real mail server. */
class TanChallengesIT {
    private static final Tan WRONG = Tan.parse("00000000").orElseThrow();
    static final Factor SECOND = new Factor(TanChannel.EMAIL, "second@example.com");
    private static final Demand BOTH =
            new Demand("shop", "instance_deletion", List.of(Samples.EMAIL, SECOND), true, true);

    @AutoClose
    private final Shop shop = new Shop();

    private final TanChallenges node = shop.node();

    private static Demand demand(String instance, String operation, Factor... factors) {
        return new Demand(instance, operation, List.of(factors));
    }

    // The whole flow.

    @Test
    void aRequestPassesOnceTheCodeThatWasSentIsEntered() {
        Pending pending = (Pending) node.demand(LOGIN, REQUEST, List.of());
        assertEquals(1, pending.challenges().size());
        Offered offered = pending.challenges().get(0);
        assertEquals(TanChannel.EMAIL, offered.tanChannel());
        assertEquals("pers", offered.tanInfo());
        assertFalse(pending.combiAnd());
        assertEquals(0, shop.mailbox.messages().size());

        Sent sent = send(node, offered.challengeId());
        assertEquals(shop.clock.instant().plusSeconds(600), sent.expiresAt());
        assertEquals(shop.clock.instant().plusSeconds(60), sent.sendableAt());
        assertEquals(1, shop.mailbox.messages().size());
        assertEquals(new Wrong(2), confirm(node, offered.challengeId(), WRONG));
        assertEquals(new Confirmed(), confirm(node, offered.challengeId(), shop.newestTan()));

        assertEquals(new Pass(), node.demand(LOGIN, REQUEST, List.of(offered.challengeId())));
        assertEquals(
                new Pass(),
                node.demand(LOGIN, REQUEST, List.of("garbage", offered.challengeId(), offered.challengeId())));
    }

    @Test
    void eachStepMayHappenOnAnotherNode() {
        String id = login(node);
        send(shop.node(), id);
        confirm(shop.node(), id, shop.newestTan());

        assertTrue(passes(shop.node(), LOGIN, REQUEST, id));
    }

    @Test
    void timesHaveThePrecisionOfTheDatabase() {
        shop.clock.advance(Duration.ofNanos(123_456_789));
        String id = shop.solved(node);

        assertTrue(passes(node, LOGIN, REQUEST, id));
    }

    // The operations that a challenge opens.

    @Test
    void aSolvedChallengeIsBoundToItsOperation() {
        String id = shop.solved(node);

        assertFalse(passes(node, LOGIN, Hash.of("POST /private/token\n{ }"), id));
        assertFalse(passes(node, demand("Shop", LOGIN.operation(), Samples.EMAIL), REQUEST, id));
        assertFalse(passes(node, demand("shop", "auth_config", Samples.EMAIL), REQUEST, id));
        assertFalse(passes(node, demand("shop", LOGIN.operation(), SECOND), REQUEST, id));
        assertTrue(passes(node, demand("shop", LOGIN.operation(), SECOND, Samples.EMAIL), REQUEST, id));
        assertTrue(passes(node, LOGIN, REQUEST, id));
    }

    @Test
    void theSpellingOfAnAddressMakesNoDifference() {
        String id = shop.solved(node);

        assertTrue(passes(
                node,
                demand("shop", LOGIN.operation(), new Factor(TanChannel.EMAIL, " person@EXAMPLE.com")),
                REQUEST,
                id));
    }

    @Test
    void unsolvedAndForeignIdsDoNotCount() {
        String id = login(node);
        String foreign =
                new PublicId(1_000_000, PublicId.parse(id).orElseThrow().secret()).text();
        List<String> presented =
                new ArrayList<>(List.of(id, foreign, "", "-", "1-", "9".repeat(100), "💥", "1-" + "0".repeat(52)));
        presented.addAll(Collections.nCopies(100, id));

        assertEquals(id, offered(node.demand(LOGIN, REQUEST, presented)).get(0).challengeId());
    }

    @Test
    void theRowAloneIsNoId() {
        String id = shop.solved(node);
        PublicId parsed = PublicId.parse(id).orElseThrow();
        String other = shop.solved(node);

        assertNotEquals(id, other);
        assertFalse(passes(
                node,
                LOGIN,
                REQUEST,
                new PublicId(parsed.row(), PublicId.parse(other).orElseThrow().secret()).text()));
    }

    @Test
    void onlyTheFirstSixteenIdsCount() {
        String id = shop.solved(node);
        List<String> fifteen = IntStream.range(0, 15).mapToObj(i -> i + "-x").toList();
        List<String> first = new ArrayList<>(fifteen);
        first.add(id);
        List<String> last = new ArrayList<>(fifteen);
        last.add("16-x");
        last.add(id);

        assertEquals(new Pass(), node.demand(LOGIN, REQUEST, first));
        assertEquals(1, offered(node.demand(LOGIN, REQUEST, last)).size());
    }

    @Test
    void aSolvedChallengeOpensForTenMinutes() {
        String id = shop.solved(node);
        shop.clock.advance(Duration.ofSeconds(599));
        assertTrue(passes(node, LOGIN, REQUEST, id));

        shop.clock.advance(Duration.ofSeconds(1));

        assertNotEquals(id, login(node, id));
    }

    @Test
    void oneOfSeveralFactorsIsEnoughUnlessAllAreDemanded() {
        Demand any = new Demand("shop", "x", List.of(Samples.EMAIL, SECOND));
        List<Offered> offered = offered(node.demand(any, REQUEST, List.of()));
        assertEquals(2, offered.size());
        String second = offered.get(1).challengeId();
        send(node, second);
        confirm(node, second, shop.newestTan("second@example.com"));

        assertTrue(passes(node, any, REQUEST, second));
        Demand all = new Demand("shop", "x", List.of(Samples.EMAIL, SECOND), true, false);
        Pending pending = (Pending) node.demand(all, REQUEST, List.of(second));
        assertTrue(pending.combiAnd());
        assertEquals(List.of(offered.get(0)), pending.challenges());
    }

    @Test
    void aRepeatedFactorCountsOnce() {
        Factor again = new Factor(TanChannel.EMAIL, "person@EXAMPLE.com");
        Demand demand = new Demand("shop", "x", List.of(Samples.EMAIL, again), true, false);

        String id = offered(node.demand(demand, REQUEST, List.of())).get(0).challengeId();
        send(node, id);
        confirm(node, id, shop.newestTan());

        assertTrue(passes(node, demand, REQUEST, id));
        assertEquals(1, shop.challenges());
    }

    @Test
    void singleUseChallengesLetOneRequestPass() {
        List<String> ids = new ArrayList<>();
        for (Offered offered : offered(node.demand(BOTH, REQUEST, List.of()))) {
            send(node, offered.challengeId());
            ids.add(offered.challengeId());
        }
        confirm(node, ids.get(0), shop.newestTan());
        assertEquals(
                List.of(ids.get(1)),
                offered(node.demand(BOTH, REQUEST, ids)).stream()
                        .map(Offered::challengeId)
                        .toList());
        confirm(node, ids.get(1), shop.newestTan("second@example.com"));

        assertEquals(new Pass(), node.demand(BOTH, REQUEST, ids));

        List<Offered> again = offered(node.demand(BOTH, REQUEST, ids));
        assertEquals(2, again.size());
        again.forEach(offered -> assertFalse(ids.contains(offered.challengeId())));
        ids.forEach(id -> assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED, () -> send(node, id)));
    }

    @Test
    void aUsedUpChallengeIsNotAcceptedForReusableDemands() {
        Demand once = new Demand("shop", LOGIN.operation(), List.of(Samples.EMAIL), false, true);
        String id = shop.solved(node);
        assertTrue(passes(node, LOGIN, REQUEST, id));

        assertTrue(passes(node, once, REQUEST, id));

        assertFalse(passes(node, once, REQUEST, id));
        assertFalse(passes(node, LOGIN, REQUEST, id));
    }

    // The choice of a challenge.

    @Test
    void anotherDemandReturnsTheSameChallengeWithoutNewAttempts() {
        String id = login(node);
        send(node, id);
        confirm(node, id, WRONG);

        assertEquals(id, login(node));
        assertEquals(id, login(shop.node(), "1-x"));
        assertEquals(1, shop.challenges());
        assertEquals(new Wrong(1), confirm(node, id, WRONG));
    }

    @Test
    void aRequestAllowsNineGuessesADay() {
        String id = login(node);
        for (int tan = 0; tan < 3; tan++) {
            send(node, id);
            for (int left = 2; left >= 0; left--) {
                assertEquals(new Wrong(left), confirm(node, id, WRONG));
            }
            assertProblem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS, () -> confirm(node, id, WRONG));
        }

        assertEquals(
                Optional.of(Duration.ofHours(24)),
                assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(node, id))
                        .retryAfter());
        assertEquals(id, login(node));
        assertProblem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS, () -> confirm(node, id, shop.newestTan()));
        shop.clock.advance(Duration.ofHours(24));
        assertNotEquals(id, login(node));
        assertEquals(1, shop.challenges());
        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> send(node, id));
        send(node, login(node));
    }

    /** Otherwise anyone who knows the request could use another person's confirmation by demanding the same. */
    @Test
    void aSolvedChallengeIsNeverOffered() {
        String solved = shop.solved(node);

        String other = login(node);

        assertNotEquals(solved, other);
        assertFalse(passes(node, LOGIN, REQUEST, other));
        assertTrue(passes(node, LOGIN, REQUEST, solved));
        assertEquals(other, login(node));
    }

    @Test
    void anExpiredChallengeIsUnknownAndLetsNoRequestPass() {
        String id = login(node);
        send(node, id);
        Tan tan = shop.newestTan();
        shop.clock.advance(Duration.ofHours(24));

        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> confirm(node, id, tan));
        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> node.find(Optional.empty(), id));
        assertFalse(passes(node, LOGIN, REQUEST, id));
    }

    // Viewing a challenge.

    @Test
    void viewingAChallengeReturnsItsStateAndChangesNothing() {
        String id = login(node);
        Instant now = shop.clock.instant();
        assertEquals(
                new Standing(
                        "shop",
                        0,
                        "auth_token_creation",
                        TanChannel.EMAIL,
                        "pers",
                        false,
                        Optional.empty(),
                        now.plus(Duration.ofHours(24)),
                        now,
                        Optional.empty()),
                node.find(Optional.of("shop"), id));
        send(node, id);
        confirm(node, id, WRONG);

        Standing standing = node.find(Optional.empty(), id);

        Standing.Out out = standing.out().orElseThrow();
        assertEquals(new Standing.Out(true, 2, now, now.plusSeconds(600), out.reference(), false), out);
        assertEquals(now.plusSeconds(60), standing.sendableAt());
        assertEquals(1, shop.mailbox.messages().size());
        confirm(node, id, shop.newestTan());
        assertTrue(node.find(Optional.empty(), id).solved());
        assertEquals(Optional.empty(), node.find(Optional.empty(), id).out());
    }

    @Test
    void anExpiredOrExhaustedTanIsStillReported() {
        String id = login(node);
        Instant sentAt = shop.clock.instant();
        send(node, id);
        shop.clock.advance(Duration.ofMinutes(10));
        Standing.Out expired = node.find(Optional.empty(), id).out().orElseThrow();
        assertEquals(new Standing.Out(false, 3, sentAt, shop.clock.instant(), expired.reference(), false), expired);

        send(node, id);
        for (int attempt = 0; attempt < 3; attempt++) {
            confirm(node, id, WRONG);
        }

        Standing exhausted = node.find(Optional.empty(), id);
        assertFalse(exhausted.out().orElseThrow().enterable());
        assertEquals(0, exhausted.out().orElseThrow().attemptsLeft());
        assertEquals(shop.clock.instant(), exhausted.sendableAt());
    }

    @Test
    void theReferenceEqualsThatInTheMessage() throws Exception {
        String id = login(node);
        send(node, id);

        String reference = node.find(Optional.empty(), id).out().orElseThrow().reference();

        assertEquals(
                "Your code for shop (reference " + reference + ")",
                shop.mailbox.messages().get(0).getSubject());
    }

    // Keys.

    @Test
    void aNewKeyLeavesTheOldChallengesAsTheyAre() {
        String id = login(node);
        send(node, id);
        TanChallenges later = shop.node(keys("1 " + TestKeys.COUNTING, second()));

        assertEquals(id, login(later));
        assertEquals(new Confirmed(), confirm(later, id, shop.newestTan()));
        assertTrue(passes(later, LOGIN, REQUEST, id));
    }

    @Test
    void withoutItsKeyAChallengeBeginsAgain() {
        String id = login(node);
        TanChallenges later = shop.node(keys(second()));

        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> send(later, id));
        String again = login(later, id);
        assertNotEquals(id, again);
        send(later, again);
        assertEquals(new Confirmed(), confirm(later, again, shop.newestTan()));
    }

    private static String second() {
        return "2 " + TestKeys.COUNTING.replace("000G", "100G");
    }

    private static Keys keys(String... lines) {
        return TestKeys.of(String.join("\n", lines) + "\n");
    }

    // Expiry.

    @Test
    void expiredChallengesArePurgedWithTheirUses() {
        Demand once = new Demand("shop", LOGIN.operation(), List.of(Samples.EMAIL), false, true);
        String id = shop.solved(node);
        assertTrue(passes(node, once, REQUEST, id));
        login(node);
        assertEquals(0, node.purge());
        shop.clock.advance(Duration.ofHours(23));
        String young = login(node, Hash.of("other request"));
        shop.clock.advance(Duration.ofHours(1));

        assertEquals(2, node.purge());

        assertEquals(1, shop.challenges());
        assertEquals(0, shop.sql.number("SELECT COUNT(*) FROM tan_challenge_use"));
        send(node, young);
    }

    @Test
    void expiredChallengesArePurgedSliceBySlice() {
        shop.sql.run("""
                INSERT INTO tan_challenge (salt, key_id, expires_at, purge_at, instance, operation, channel, address,
                                           binding, tans_issued)
                SELECT REPEAT('x', 32), 1, 1, 1, 'shop', 'x', 'email', 'a@example.com',
                       UNHEX(SHA2(CONCAT(a.i, '-', b.i), 256)), 0
                  FROM (WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n) a,
                       (WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n) b
                 LIMIT 1234
                """);
        login(node);

        assertEquals(1234, node.purge());
        assertEquals(1, shop.challenges());
    }
}
