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

import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets.Subject;
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
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.TestKeys;
import dev.challenger.transmission.CommandTransmitter;
import dev.challenger.transmission.Delivery;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves the life cycle of TAN challenges on a real database and a real mail server. */
class TanChallengesIT {
    private static final Tan WRONG = Tan.parse("00000000").orElseThrow();
    private static final Factor SECOND = new Factor(TanChannel.EMAIL, "second@example.com");
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
        assertEquals(TanChannel.EMAIL, offered.channel());
        assertEquals("pers", offered.hint());
        assertFalse(pending.combiAnd());
        assertEquals(0, shop.mailbox.messages().size());

        Sent sent = send(node, offered.id());
        assertEquals(shop.clock.instant().plusSeconds(600), sent.expiresAt());
        assertEquals(shop.clock.instant().plusSeconds(60), sent.sendableAt());
        assertEquals(1, shop.mailbox.messages().size());
        assertEquals(new Wrong(2), confirm(node, offered.id(), WRONG));
        assertEquals(new Confirmed(), confirm(node, offered.id(), shop.newestTan()));

        assertEquals(new Pass(), node.demand(LOGIN, REQUEST, List.of(offered.id())));
        assertEquals(new Pass(), node.demand(LOGIN, REQUEST, List.of("garbage", offered.id(), offered.id())));
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

        assertEquals(id, offered(node.demand(LOGIN, REQUEST, presented)).get(0).id());
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
        String second = offered.get(1).id();
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

        String id = offered(node.demand(demand, REQUEST, List.of())).get(0).id();
        send(node, id);
        confirm(node, id, shop.newestTan());

        assertTrue(passes(node, demand, REQUEST, id));
        assertEquals(1, shop.challenges());
    }

    @Test
    void singleUseChallengesLetOneRequestPass() {
        List<String> ids = new ArrayList<>();
        for (Offered offered : offered(node.demand(BOTH, REQUEST, List.of()))) {
            send(node, offered.id());
            ids.add(offered.id());
        }
        confirm(node, ids.get(0), shop.newestTan());
        assertEquals(
                List.of(ids.get(1)),
                offered(node.demand(BOTH, REQUEST, ids)).stream()
                        .map(Offered::id)
                        .toList());
        confirm(node, ids.get(1), shop.newestTan("second@example.com"));

        assertEquals(new Pass(), node.demand(BOTH, REQUEST, ids));

        List<Offered> again = offered(node.demand(BOTH, REQUEST, ids));
        assertEquals(2, again.size());
        again.forEach(offered -> assertFalse(ids.contains(offered.id())));
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

    // Sending.

    @Test
    void theSameTanMayBeSentAgainAfterAMinute() {
        String id = login(node);
        Sent sent = send(node, id);
        assertEquals(Optional.empty(), sent.refusal());
        shop.clock.advance(Duration.ofSeconds(59));

        Sent early = send(node, id);
        assertEquals(
                ErrorCode.MERCHANT_TAN_TOO_EARLY, early.refusal().orElseThrow().code());
        assertEquals(shop.clock.instant().plusSeconds(1), early.sendableAt());
        assertEquals(sent.expiresAt(), early.expiresAt());
        assertEquals(1, shop.mailbox.messages().size());

        shop.clock.advance(Duration.ofSeconds(1));
        Tan first = shop.newestTan();
        send(node, id);
        assertEquals(first, shop.newestTan());
        assertEquals(2, shop.mailbox.messages().size());
    }

    @Test
    void withAllSendingsUsedAGoodTanStillLetsThePersonGoOn() {
        String id = login(node);
        for (int i = 0; i < 3; i++) {
            send(node, id);
            shop.clock.advance(Duration.ofMinutes(1));
        }
        confirm(node, id, WRONG);

        Sent used = send(node, id);

        assertEquals(Optional.of(Duration.ofMinutes(9)), used.refusal().flatMap(Problem::retryAfter));
        assertEquals(used.expiresAt(), used.sendableAt());
        assertEquals(3, shop.mailbox.messages().size());
        assertEquals(new Confirmed(), confirm(node, id, shop.newestTan()));
    }

    @Test
    void aBudgetThatIsUsedUpIsNoErrorWhileAGoodTanIsOut() {
        Map<Subject, Budget> one = Map.of(Subject.DESTINATION, new Budget(1, Duration.ofDays(1)));
        TanChallenges frugal =
                shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(shop.mailbox.port(), one)));
        String id = login(frugal);
        Sent sent = send(frugal, id);
        shop.clock.advance(Duration.ofMinutes(1));

        Sent refused = send(frugal, id);

        assertEquals(Optional.of("budget per destination"), refused.refusal().flatMap(Problem::detail));
        assertEquals(sent.expiresAt(), refused.expiresAt());
        assertTrue(refused.sendableAt().isAfter(sent.expiresAt()));
        assertEquals(1, shop.sql.number("SELECT transmissions FROM tan_challenge"));
        shop.clock.advance(Duration.ofMinutes(9));
        assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(frugal, id));
    }

    @Test
    void theIdOfAnotherInstanceIsUnknown() {
        String id = login(node);
        Optional<String> other = Optional.of("Shop");

        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> node.send(other, id, Optional.empty()));
        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> node.confirm(other, id, WRONG, Optional.empty()));
        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> node.find(other, id));
        assertEquals(0, shop.mailbox.messages().size());
        node.send(Optional.of("shop"), id, Optional.empty());
        assertEquals(new Confirmed(), node.confirm(Optional.of("shop"), id, shop.newestTan(), Optional.empty()));
    }

    @Test
    void anUnknownIdIsRefusedInEveryForm() {
        String id = login(node);
        String last = id.substring(0, id.length() - 2) + (id.endsWith("00") ? "10" : "00");

        for (String unknown : List.of("", "-", "1", "x", last, "2" + id.substring(1), "💥", id + "0", " " + id)) {
            assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> send(node, unknown));
            assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN, () -> confirm(node, unknown, WRONG));
        }
    }

    @Test
    void aSolvedChallengeSendsNothingAndIsConfirmedAgain() {
        String id = shop.solved(node);

        assertProblem(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED, () -> send(node, id));
        assertEquals(new Confirmed(), confirm(node, id, shop.newestTan()));
        assertEquals(new Wrong(2), confirm(node, id, WRONG));
        assertEquals(1, shop.mailbox.messages().size());
    }

    @Test
    void aFailedHandOverIsNotCountedAtTimesFinerThanTheDatabaseKeeps() {
        shop.clock.advance(Duration.ofNanos(123_456_789));
        TanChallenges broken = shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(9, Map.of())));
        String id = login(node);

        try (CapturedLog log = new CapturedLog()) {
            assertProblem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, () -> send(broken, id));
            assertProblem(ErrorCode.MERCHANT_TAN_MFA_HELPER_EXEC_FAILED, () -> send(broken, id));
            assertFalse(log.all().toString().contains("person"));
        }

        assertProblem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS, () -> confirm(node, id, WRONG));
        send(node, id);
        assertEquals(1, shop.sql.number("SELECT tans_issued FROM tan_challenge"));
        assertEquals(1, shop.sql.number("SELECT transmissions FROM tan_challenge"));
        assertEquals(new Confirmed(), confirm(node, id, shop.newestTan()));
    }

    @Test
    void aBudgetThatIsUsedUpSendsNothingAndCountsNothing() {
        Map<Subject, Budget> one = Map.of(Subject.DESTINATION, new Budget(1, Duration.ofDays(1)));
        TanChallenges frugal =
                shop.node(TestKeys.known(), Map.of(TanChannel.EMAIL, shop.delivery(shop.mailbox.port(), one)));
        send(frugal, login(frugal));
        String other = login(frugal, Hash.of("other request"));

        Duration wait = assertProblem(ErrorCode.MERCHANT_TAN_TOO_EARLY, () -> send(frugal, other))
                .retryAfter()
                .orElseThrow();

        assertEquals(Duration.ofHours(12), wait);
        assertEquals(1, shop.mailbox.messages().size());
        shop.clock.advance(wait);
        send(frugal, other);
    }

    // Channels.

    @Test
    void aChannelThatIsNotSetUpIsLeftOut() {
        Demand both = demand("shop", "x", Samples.SMS, Samples.EMAIL);

        List<Offered> offered = offered(node.demand(both, REQUEST, List.of()));

        assertEquals(
                List.of(TanChannel.EMAIL),
                offered.stream().map(Offered::channel).toList());
    }

    @Test
    void aDemandForAllFactorsIsNotMetWithoutAChannel() {
        String email = login(node);
        send(node, email);
        confirm(node, email, shop.newestTan());
        for (List<Factor> factors : List.of(
                List.of(Samples.SMS, Samples.EMAIL),
                List.of(Samples.EMAIL, Samples.SMS),
                List.of(Samples.EMAIL, SECOND, Samples.SMS))) {
            for (boolean singleUse : new boolean[] {false, true}) {
                Demand all = new Demand("shop", "auth_token_creation", factors, true, singleUse);

                assertProblem(
                        ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED, () -> node.demand(all, REQUEST, List.of(email)));
            }
        }
    }

    @Test
    void aDemandWithoutAnyUsableChannelIsRefused() {
        assertProblem(
                ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED,
                () -> node.demand(demand("shop", "x", Samples.SMS), REQUEST, List.of()));
        TanChallenges silent = shop.node(TestKeys.known(), Map.of());
        String id = login(node);

        assertProblem(ErrorCode.GENERIC_FEATURE_NOT_IMPLEMENTED, () -> send(silent, id));
        assertEquals(0, shop.sql.number("SELECT tans_issued FROM tan_challenge"));
    }

    @Test
    void aDemandWithAnInvalidAddressIsRefusedAsAWhole() {
        Demand demand = demand("shop", "x", Samples.EMAIL, new Factor(TanChannel.EMAIL, "nobody"));

        assertProblem(ErrorCode.GENERIC_PARAMETER_MALFORMED, () -> node.demand(demand, REQUEST, List.of()));
        assertEquals(0, shop.challenges());
    }

    @Test
    void shortMessagesGoToACommand(@TempDir Path directory) throws Exception {
        Path command = directory.resolve("sms");
        Files.writeString(
                command, "#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/to\"; cat > \"$(dirname \"$0\")/text\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Delivery sms = shop.delivery(new CommandTransmitter(command, Duration.ofSeconds(30)));
        TanChallenges both = shop.node(TestKeys.known(), Map.of(TanChannel.SMS, sms));

        Offered offered = offered(both.demand(demand("shop", "auth_config", Samples.SMS), REQUEST, List.of()))
                .get(0);
        send(both, offered.id());

        assertEquals("0123", offered.hint());
        assertEquals("{\"CONTACT_PHONE\":\"+15555550123\"}\n", Files.readString(directory.resolve("to")));
        String text = Files.readString(directory.resolve("text"));
        Tan tan = Tan.parse(text.substring(0, text.indexOf(' '))).orElseThrow();
        assertEquals(new Confirmed(), confirm(both, offered.id(), tan));
    }

    // Viewing a challenge.

    @Test
    void viewingAChallengeReturnsItsStateAndChangesNothing() {
        String id = login(node);
        Instant now = shop.clock.instant();
        assertEquals(
                new Standing(
                        "shop",
                        "auth_token_creation",
                        TanChannel.EMAIL,
                        "pers",
                        false,
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
