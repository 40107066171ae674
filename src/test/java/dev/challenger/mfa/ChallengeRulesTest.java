package dev.challenger.mfa;

import static dev.challenger.mfa.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.ChallengeRules.Entry;
import dev.challenger.mfa.ChallengeRules.Refused;
import dev.challenger.mfa.ChallengeRules.Sending;
import dev.challenger.mfa.ChallengeRules.Weighing;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.tan.Tans;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the rules of TAN challenges as pure functions, up to a random walk over all of them. */
final class ChallengeRulesTest {
    private static final Tan WRONG = Tan.parse("00000000").orElseThrow();
    private static final Hash BINDING = Samples.BOUND.binding();
    private static final Hash OTHER = Hash.of("other");

    private final ChallengeRules rules = Samples.rules();
    private Instant now = NOW;

    private Sending send(TanChallenge challenge) {
        return assertInstanceOf(Sending.class, rules.send(challenge, now));
    }

    private TanChallenge sent() {
        return send(Samples.begun(rules)).after();
    }

    private TanChallenge wrong(TanChallenge challenge) {
        Entry entry = rules.confirm(challenge, WRONG, now);
        assertEquals(Reason.WRONG, entry.refusal());
        return entry.after();
    }

    private TanChallenge exhausted(TanChallenge challenge) {
        return wrong(wrong(wrong(challenge)));
    }

    private Entry right(TanChallenge challenge) {
        return rules.confirm(challenge, Samples.DERIVATION.tan(challenge), now);
    }

    private TanChallenge solved() {
        return right(sent()).after();
    }

    private static SentTan tan(TanChallenge challenge) {
        return Objects.requireNonNull(challenge.tans().sent());
    }

    private static SentTan attemptsLeft(SentTan tan, int left) {
        return new SentTan(tan.keyId(), left, tan.resendAt(), tan.expiresAt(), tan.endsAt());
    }

    private static boolean newTan(Sending sending) {
        return sending.after().tans().issued() > sending.before().tans().issued();
    }

    private Problem refusal(TanChallenge challenge) {
        Refused refused = assertInstanceOf(Refused.class, rules.send(challenge, now));
        assertSame(challenge, refused.after());
        return refused.problem();
    }

    private static void assertNotCompared(Reason reason, TanChallenge challenge, Entry entry) {
        assertEquals(new Entry(challenge, reason, false), entry);
    }

    private void assertTooEarly(Duration wait, TanChallenge challenge) {
        Problem problem = refusal(challenge);
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_EARLY, problem.code());
        assertEquals(Optional.of(wait), problem.retryAfter());
        assertEquals(now.plus(wait), rules.sendableAt(challenge, now));
    }

    // Sending.

    @Test
    void theFirstTanIsSentAtOnce() {
        TanChallenge begun = Samples.begun(rules);

        assertEquals(now, rules.sendableAt(begun, now));
        assertEquals(
                begun.with(new Tans(1, TanRules.fresh(1, 3, now.plusSeconds(60), Duration.ofMinutes(10), now)), 1),
                send(begun).after());
    }

    @Test
    void tooEarlyNothingIsSent() {
        TanChallenge sent = sent();
        now = now.plusSeconds(60).minusMillis(1);

        assertTooEarly(Duration.ofMillis(1), sent);
    }

    @Test
    void theSameTanIsSentAgainWithTheAttemptsLeft() {
        TanChallenge sent = wrong(sent());
        now = now.plusSeconds(60);

        Sending again = send(sent);

        assertFalse(newTan(again));
        assertEquals(Samples.DERIVATION.tan(sent), Samples.DERIVATION.tan(again.after()));
        assertEquals(
                new SentTan(
                        1,
                        2,
                        now.plusSeconds(60),
                        now.plusSeconds(600),
                        tan(sent).endsAt()),
                again.after().tans().sent());
        assertEquals(2, again.after().transmissions());
    }

    @Test
    void aTanIsSentThreeTimesAndReplacedOnlyAfterItExpires() {
        TanChallenge sent = sent();
        for (int i = 0; i < 2; i++) {
            now = now.plusSeconds(60);
            sent = send(sent).after();
        }
        now = now.plusSeconds(60);

        assertTooEarly(Duration.ofMinutes(9), sent);
        now = now.plus(Duration.ofMinutes(9));
        Sending another = send(sent);
        assertTrue(newTan(another));
        assertEquals(2, another.after().tans().issued());
        assertEquals(
                TanRules.fresh(1, 3, now.plusSeconds(60), Duration.ofMinutes(10), now),
                another.after().tans().sent());
        assertEquals(1, another.after().transmissions());
        assertNotEquals(Samples.DERIVATION.tan(sent), Samples.DERIVATION.tan(another.after()));
    }

    @Test
    void afterAllAttemptsAreUsedUpANewTanIsSentAtOnce() {
        TanChallenge exhausted = exhausted(sent());

        assertEquals(now, rules.sendableAt(exhausted, now));
        Sending another = send(exhausted);
        assertTrue(newTan(another));
        assertEquals(3, tan(another.after()).attemptsLeft());
    }

    @Test
    void afterThreeTansNoMoreIsSentUntilTheChallengeHasExpired() {
        TanChallenge third = send(exhausted(send(exhausted(sent())).after())).after();
        assertEquals(3, third.tans().issued());

        assertTooEarly(Duration.ofHours(24), exhausted(third));
        now = now.plus(Duration.ofHours(1));
        assertTooEarly(Duration.ofHours(23), third);
    }

    @Test
    void theThirdTanCanBeSentAgainWhileItIsValid() {
        TanChallenge third = send(exhausted(send(exhausted(sent())).after())).after();
        now = now.plusSeconds(60);

        assertEquals(2, send(third).after().transmissions());
    }

    @Test
    void aSolvedChallengeSendsNothing() {
        assertEquals(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED, refusal(solved()).code());
    }

    @Test
    void noTanOutlivesItsChallenge() {
        TanChallenge begun = Samples.begun(rules);
        now = begun.expiresAt().minusSeconds(5);

        assertEquals(begun.expiresAt(), tan(send(begun).after()).expiresAt());
    }

    // A hand-over fails.

    @Test
    void aFailedFirstMessageIsNotCounted() {
        TanChallenge begun = Samples.begun(rules);
        Sending failed = send(begun);

        assertEquals(begun, rules.giveBack(failed.after(), failed));
    }

    @Test
    void aFailedSecondMessageRestoresTheTanButNotItsAttempts() {
        TanChallenge sent = sent();
        now = now.plusSeconds(60);
        Sending failed = send(sent);

        assertEquals(sent, rules.giveBack(failed.after(), failed));
        assertEquals(
                sent.with(new Tans(1, attemptsLeft(tan(sent), 2)), 1), rules.giveBack(wrong(failed.after()), failed));
    }

    @Test
    void aNewTanThatWasGuessedAtIsNotGivenBack() {
        Sending failed = send(exhausted(sent()));
        TanChallenge guessedAt = wrong(failed.after());

        assertSame(guessedAt, rules.giveBack(guessedAt, failed));
        assertEquals(failed.before(), rules.giveBack(failed.after(), failed));
    }

    @Test
    void nothingIsGivenBackOnceTheChallengeHasMovedOn() {
        Sending failed = send(Samples.begun(rules));
        now = now.plusSeconds(60);
        TanChallenge sentAgain = send(failed.after()).after();
        TanChallenge next = send(exhausted(failed.after())).after();
        TanChallenge solved = right(failed.after()).after();
        TanChallenge other = rules.send(rules.beginAgain(failed.after(), Samples.origin("other"), now), now)
                .after();
        TanChallenge givenBack = failed.before();

        for (TanChallenge current : List.of(sentAgain, next, solved, other, givenBack)) {
            assertSame(current, rules.giveBack(current, failed));
        }
    }

    // Entering a TAN.

    @Test
    void theRightTanOpensTheOperationForTenMinutes() {
        TanChallenge sent = sent();
        now = now.plusSeconds(599);

        Entry entry = right(sent);

        assertEquals(new Entry(sent.solved(now.plusSeconds(600)), null, true), entry);
    }

    @Test
    void wrongTansCostAttemptsAndNoneIsComparedWithoutOne() {
        TanChallenge sent = sent();

        assertEquals(2, tan(wrong(sent)).attemptsLeft());
        assertEquals(0, tan(exhausted(sent)).attemptsLeft());
        TanChallenge exhausted = exhausted(sent);
        assertNotCompared(Reason.EXHAUSTED, exhausted, rules.confirm(exhausted, WRONG, now));
        assertNotCompared(Reason.EXHAUSTED, exhausted, right(exhausted));
    }

    @Test
    void aTanEnteredBeforeAnyMessageIsNotCompared() {
        TanChallenge begun = Samples.begun(rules);

        assertNotCompared(Reason.NOTHING_SENT, begun, right(begun));
    }

    @Test
    void anExpiredTanSolvesNothingAndCostsNothing() {
        TanChallenge sent = sent();
        now = now.plusSeconds(600);

        assertNotCompared(Reason.EXPIRED, sent, right(sent));
    }

    @Test
    void aReplacedTanSolvesNothing() {
        TanChallenge first = sent();
        TanChallenge second = send(exhausted(first)).after();

        assertEquals(
                Reason.WRONG,
                rules.confirm(second, Samples.DERIVATION.tan(first), now).refusal());
    }

    @Test
    void theSameTanConfirmsASolvedChallengeAgainButDoesNotProlongIt() {
        TanChallenge solved = solved();
        now = now.plusSeconds(599);

        assertEquals(new Entry(solved, null, false), right(solved));
        now = now.plusSeconds(100_000);
        assertEquals(new Entry(solved, null, false), right(solved));
    }

    @Test
    void aSolvedChallengeDoesNotRevealItsTan() {
        TanChallenge solved = solved();

        TanChallenge guessedAt = exhausted(solved);

        assertTrue(guessedAt.solved());
        assertNotCompared(Reason.EXHAUSTED, guessedAt, right(guessedAt));
    }

    // Opening the operation.

    private boolean passes(boolean all, Set<Hash> factors, TanChallenge... presented) {
        return ChallengeRules.weigh(factors, all, List.of(presented), now).passes();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFactorIsMetOnlyByItsOwnSolvedChallenge(boolean all) {
        TanChallenge solved = solved();

        assertTrue(passes(all, Set.of(BINDING), solved));
        assertTrue(passes(all, Set.of(BINDING), solved, solved));
        assertFalse(passes(all, Set.of(BINDING)));
        assertFalse(passes(all, Set.of(OTHER), solved));
        assertFalse(passes(all, Set.of(BINDING), sent()));
        assertFalse(passes(all, Set.of(BINDING), Samples.begun(rules)));
        assertFalse(passes(all, Set.of(BINDING), used(solved)));
    }

    private static TanChallenge used(TanChallenge solved) {
        return new TanChallenge(
                solved.id(),
                solved.version(),
                solved.client(),
                solved.origin(),
                solved.expiresAt(),
                solved.bound(),
                null,
                solved.tans(),
                solved.transmissions(),
                solved.opensUntil(),
                true);
    }

    @Test
    void aSolvedChallengeOpensForTenMinutes() {
        TanChallenge solved = solved();
        now = now.plusSeconds(600).minusMillis(1);
        assertTrue(passes(false, Set.of(BINDING), solved));

        now = now.plusMillis(1);

        assertFalse(passes(false, Set.of(BINDING), solved));
    }

    @Test
    void oneOfTwoFactorsOrBothMustBeSolved() {
        TanChallenge one = solved();
        TanChallenge other = new TanChallenge(
                8,
                1,
                0,
                one.origin(),
                one.expiresAt(),
                new TanChallenge.Bound("shop", "x", TanChannel.SMS, TanChannel.SMS.stored("+15555550123"), OTHER),
                null,
                one.tans(),
                one.transmissions(),
                one.opensUntil(),
                false);
        Set<Hash> both = Set.of(BINDING, OTHER);

        assertTrue(passes(false, both, one));
        assertTrue(passes(false, both, other, one));
        assertFalse(passes(true, both, one));
        assertFalse(passes(true, both, one, one));
        assertTrue(passes(true, both, other, one));
        Weighing weighing = ChallengeRules.weigh(both, true, List.of(one), now);
        assertEquals(Set.of(BINDING), weighing.counting().keySet());
    }

    // Expiry.

    @Test
    void aChallengeExpiresAfterADayOrWhenItsConfirmationEnds() {
        TanChallenge begun = Samples.begun(rules);
        assertFalse(ChallengeRules.over(begun, begun.expiresAt().minusMillis(1)));
        assertTrue(ChallengeRules.over(begun, begun.expiresAt()));

        now = begun.expiresAt().minusSeconds(5);
        TanChallenge solved = right(send(begun).after()).after();

        assertFalse(ChallengeRules.over(solved, now.plusSeconds(599)));
        assertTrue(ChallengeRules.over(solved, now.plusSeconds(600)));
    }

    @Test
    void beginningAgainResetsTheWholeChallenge() {
        TanChallenge over = exhausted(sent());
        now = now.plus(Duration.ofDays(1));

        TanChallenge again = rules.beginAgain(over, Samples.origin("other"), now);

        assertEquals(0, again.tans().issued());
        assertNull(again.tans().sent());
        assertEquals(now.plus(Duration.ofDays(1)), again.expiresAt());
        assertEquals(over.bound(), again.bound());
    }

    @Test
    void everyPromiseHoldsInRandomWalks() {
        int compared = 0;
        int lives = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            ChallengeWalk walk = ChallengeWalk.of(seed, Samples.DERIVATION);
            for (int step = 0; step < 150; step++) {
                walk.step();
            }
            compared += walk.compared();
            lives += walk.lives();
            walk.end();
        }
        // Proves that the walk really compared guesses.
        assertTrue(compared > 5_000, "compared: " + compared);
        assertTrue(lives > 1_500, "lives: " + lives);
    }
}
