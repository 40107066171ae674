package dev.challenger.validation;

import static dev.challenger.validation.Samples.NOW;
import static dev.challenger.validation.Samples.begun;
import static dev.challenger.validation.Samples.typed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.Rows.Change;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.testing.TestKeys;
import dev.challenger.text.Language;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.Submission.Sending;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks the rules of validations as pure functions, up to a random walk over all of them. */
final class ValidationRulesTest {
    private static final String PERSON = "person@example.com";
    private static final Tan WRONG = Tan.parse("00000000").orElseThrow();
    private static final Tan FIXED = Tan.parse("40718265").orElseThrow();
    private static final Derivation DERIVATION = new Derivation(TestKeys.known());

    private final ValidationRules rules =
            new ValidationRules(Samples.POLICY, Samples.LIMITS, DERIVATION, Samples.NO_TESTS);
    private Instant now = NOW;

    // An address is submitted.

    @Test
    void theFirstAddressIsSentToAtOnceAndIsOneOfTheChanges() {
        Validation sent = send(begun(), PERSON).after();

        assertEquals(2, sent.changesLeft());
        assertSent(PERSON, 2, now.plusSeconds(60), 3, sent);
    }

    @Test
    void aPrefilledAddressIsLikeAnyOtherOnceItIsSubmitted() {
        Validation prefilled = begun(Samples.address(PERSON), false, 3);

        assertEquals(2, send(prefilled, PERSON).after().changesLeft());
    }

    @Test
    void tooEarlyNothingIsSentForAnySpellingOfTheAddress() {
        Validation sent = send(begun(), PERSON).after();
        now = now.plusSeconds(60).minusMillis(1);

        assertEquals(new Submission.Waiting(sent), submit(sent, "person@EXAMPLE.com"));
    }

    @Test
    void theSameTanIsSentAgainWithTheAttemptsLeft() {
        Validation sent = wrong(send(begun(), PERSON).after());
        now = now.plusSeconds(60);

        Validation again = send(sent, PERSON).after();

        assertEquals(DERIVATION.tan(sent), DERIVATION.tan(again));
        assertSent(PERSON, 1, now.plusSeconds(120), 2, again);
        assertEquals(sent.changesLeft(), again.changesLeft());
    }

    @Test
    void afterTheLastTransmissionNoMoreIsEverSent() {
        Validation sent = send(begun(), PERSON).after();
        now = now.plusSeconds(60);
        sent = send(sent, PERSON).after();
        now = now.plusSeconds(119);
        assertInstanceOf(Submission.Waiting.class, submit(sent, PERSON));
        now = now.plusSeconds(1);
        Validation last = send(sent, PERSON).after();
        now = now.plus(Duration.ofHours(1));

        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, submit(last, PERSON));
    }

    @Test
    void anExhaustedTanIsReplacedAtOnceByANewOneWithFreshAttempts() {
        Validation exhausted = wrong(wrong(wrong(send(begun(), PERSON).after())));

        Validation again = send(exhausted, PERSON).after();

        assertNotEquals(DERIVATION.tan(exhausted), DERIVATION.tan(again));
        assertSent(PERSON, 1, now.plusSeconds(120), 3, again);
    }

    @Test
    void anExpiredTanIsReplacedByANewOneWithFreshAttempts() {
        Validation sent = wrong(send(begun(), PERSON).after());
        now = now.plus(Samples.LIMITS.tanValidFor());

        Validation again = send(sent, PERSON).after();

        assertNotEquals(DERIVATION.tan(sent), DERIVATION.tan(again));
        assertTan(3, again);
    }

    @Test
    void sendingAgainProlongsATanToNoMoreThanTwiceItsValidity() {
        Duration validFor = Samples.LIMITS.tanValidFor();
        Validation sent = send(begun(), PERSON).after();
        Instant end = now.plus(validFor).plus(validFor);
        now = now.plus(validFor).minusSeconds(1);
        Validation again = send(sent, PERSON).after();
        assertEquals(now.plus(validFor), expiresAt(again));
        now = end.minusSeconds(2);

        Validation last = send(again, PERSON).after();

        assertEquals(DERIVATION.tan(sent), DERIVATION.tan(last));
        assertEquals(end, expiresAt(last));
    }

    @Test
    void afterThatEndANewTanIsSent() {
        Duration validFor = Samples.LIMITS.tanValidFor();
        Validation sent = send(begun(), PERSON).after();
        now = now.plus(validFor).minusSeconds(1);
        Validation again = send(sent, PERSON).after();
        now = now.plus(validFor);

        Validation fresh = send(again, PERSON).after();

        assertNotEquals(DERIVATION.tan(sent), DERIVATION.tan(fresh));
        assertEquals(now.plus(validFor), expiresAt(fresh));
    }

    @Test
    void noTanOutlivesItsValidation() {
        Validation begun = begun();
        now = begun.expiresAt().minus(Duration.ofMinutes(5));

        Validation sent = send(begun, PERSON).after();
        now = now.plusSeconds(60);
        Validation again = send(sent, PERSON).after();

        assertEquals(begun.expiresAt(), expiresAt(sent));
        assertEquals(begun.expiresAt(), expiresAt(again));
    }

    private static Instant expiresAt(Validation validation) {
        return Objects.requireNonNull(validation.tans().sent()).expiresAt();
    }

    @Test
    void anotherAddressGetsATanOfItsOwnAtOnceWithFreshTransmissionsAndAttempts() {
        Validation sent = wrong(send(begun(), PERSON).after());

        Validation other = send(sent, "other@example.com").after();

        assertNotEquals(DERIVATION.tan(sent), DERIVATION.tan(other));
        assertEquals(1, other.changesLeft());
        assertSent("other@example.com", 2, now.plusSeconds(60), 3, other);
    }

    @Test
    void returningToAFormerAddressIsAChangeToo() {
        Validation first = send(begun(), PERSON).after();
        Validation back = send(send(first, "other@example.com").after(), PERSON).after();

        assertEquals(0, back.changesLeft());
        assertNotEquals(DERIVATION.tan(first), DERIVATION.tan(back));
        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, submit(back, "other@example.com"));
        assertInstanceOf(Submission.Waiting.class, submit(back, PERSON));
    }

    @Test
    void aReadOnlyAddressIsTheOnlyOneInAnySpelling() {
        Validation readOnly = begun(Samples.address(PERSON), true, 1);

        assertRefused(ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY, submit(readOnly, "other@example.com"));
        Validation sent = send(readOnly, "person@EXAMPLE.com").after();
        assertRefused(ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY, submit(sent, "other@example.com"));
        assertInstanceOf(Submission.Waiting.class, submit(sent, PERSON));
    }

    @Test
    void aRefusedAddressCostsNothing() {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, rules.submit(begun(), Map.of(), now));
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, submit(begun(), "nobody"));
    }

    // A TAN is entered.

    @Test
    void theRightTanSolves() {
        Validation sent = send(begun(), PERSON).after();

        Validation solved = solved(sent);

        Grant grant = Objects.requireNonNull(solved.grant());
        assertEquals(DERIVATION.code(solved).hash(), grant.codeHash());
        assertEquals(now.plusSeconds(300), grant.codeExpiresAt());
        assertEquals(now.plus(Duration.ofDays(365)), grant.addressExpiresAt());
        assertNull(grant.token());
    }

    @Test
    void onceSolvedEveryEntryIsIgnored() {
        Validation solved = solved(send(begun(), PERSON).after());

        assertEquals(new Solution.Completed(solved, false), enter(solved, WRONG));
        assertEquals(
                new Solution.Completed(solved, false),
                rules.solve(
                        solved,
                        () -> {
                            throw Problem.malformed("pin");
                        },
                        now));
        assertEquals(new Submission.Completed(solved), submit(solved, "other@example.com"));
        assertEquals(new Submission.Completed(solved), submit(solved, "nobody"));
        assertEquals(new Submission.Completed(solved), rules.submit(solved, Map.of(), now));
    }

    @Test
    void wrongTansCostAttemptsAndTheRightOneIsRefusedAfterTheLast() {
        Validation sent = send(begun(), PERSON).after();
        for (int left = 2; left >= 0; left--) {
            Solution.Wrong refused = refused(sent, WRONG);
            assertEquals(Reason.WRONG, refused.reason());
            sent = refused.after();
            assertTan(left, sent);
        }

        assertEquals(new Solution.Wrong(sent, Reason.EXHAUSTED), enter(sent, DERIVATION.tan(sent)));
    }

    @Test
    void anAddressWithNothingLeftHadTooManyAttempts() {
        Validation sent = begun();
        for (int i = 0; i < 3; i++) {
            sent = wrong(wrong(wrong(send(sent, PERSON).after())));
        }
        Validation usedUp = sent;

        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, enter(usedUp, DERIVATION.tan(usedUp)));
        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, submit(usedUp, PERSON));
        assertEquals(1, send(usedUp, "other@example.com").after().changesLeft());
    }

    @Test
    void anExpiredTanSolvesNothingAndCostsNoAttempt() {
        Validation sent = send(begun(), PERSON).after();
        now = now.plus(Samples.LIMITS.tanValidFor());

        assertEquals(new Solution.Wrong(sent, Reason.EXPIRED), enter(sent, DERIVATION.tan(sent)));
        now = now.minusMillis(1);
        assertTrue(solved(sent).solved());
    }

    @Test
    void beforeAnythingIsSentNoTanIsRight() {
        assertEquals(new Solution.Wrong(begun(), Reason.NOTHING_SENT), enter(begun(), WRONG));
    }

    @Test
    void aMalformedTanCostsNoAttempt() {
        Validation sent = send(begun(), PERSON).after();

        assertRefused(
                ErrorCode.GENERIC_PARAMETER_MALFORMED,
                rules.solve(
                        sent,
                        () -> {
                            throw Problem.malformed("pin");
                        },
                        now));
    }

    @Test
    void theTanOfAFormerAddressIsWrong() {
        Validation first = send(begun(), PERSON).after();
        Validation other = send(first, "other@example.com").after();

        assertEquals(Reason.WRONG, refused(other, DERIVATION.tan(first)).reason());
    }

    // A message could not be handed over.

    private Validation giveBack(Validation current, Sending failed) {
        return rules.giveBack(current, failed, true);
    }

    /** Returns a validation with this number of failed hand-overs, which is otherwise as it was. */
    private static Validation failed(int times, Validation before) {
        return before.backTo(before, before.tans(), times);
    }

    @Test
    void aFirstMessageThatFailedGivesBackTheChangeOfAddressToo() {
        Sending failed = send(begun(), PERSON);

        Validation after = giveBack(failed.after(), failed);

        assertEquals(failed(1, begun()), after);
        assertEquals(new Solution.Wrong(after, Reason.NOTHING_SENT), enter(after, DERIVATION.tan(failed.after())));
        assertEquals(failed(1, failed.after()), send(after, PERSON).after());
    }

    @Test
    void anotherAddressThatFailedLeavesTheFormerOneAndItsTan() {
        Validation sent = wrong(send(begun(), PERSON).after());
        Sending failed = send(sent, "other@example.com");

        assertEquals(failed(1, sent), giveBack(failed.after(), failed));
    }

    @Test
    void aFailedRepetitionRestoresTheTanButNotItsAttempts() {
        Validation sent = send(begun(), PERSON).after();
        now = now.plusSeconds(60);
        Sending failed = send(sent, PERSON);

        assertEquals(failed(1, sent), giveBack(failed.after(), failed));
        assertEquals(failed(1, wrong(sent)), giveBack(wrong(failed.after()), failed));
    }

    @Test
    void aNewTanThatFailedLeavesTheExhaustedOne() {
        Validation exhausted = wrong(wrong(wrong(send(begun(), PERSON).after())));
        Sending failed = send(exhausted, PERSON);

        assertEquals(failed(1, exhausted), giveBack(failed.after(), failed));
    }

    @Test
    void attemptsAtANewTanNeverComeBack() {
        Sending failed = send(begun(), PERSON);
        Validation guessedAt = wrong(failed.after());

        assertSame(guessedAt, giveBack(guessedAt, failed));
    }

    /** Parallel requests that were all claimed at nine failures must not be given back beyond the bound. */
    @Test
    void nothingIsGivenBackAfterTenFailures() {
        Sending failed = send(begun(), PERSON);
        Validation used = failed(10, failed.after());

        assertSame(used, giveBack(used, failed));
        assertEquals(failed(10, begun()), rules.giveBack(used, failed, false), "nothing was tried");
    }

    @Test
    void nothingIsGivenBackToAnotherAddress() {
        Sending failed = send(begun(), PERSON);
        Validation other = send(failed.after(), "other@example.com").after();

        assertSame(other, giveBack(other, failed));
    }

    @Test
    void nothingIsGivenBackAfterTheNextMessage() {
        Sending failed = send(begun(), PERSON);
        now = now.plusSeconds(60);
        Validation again = send(failed.after(), PERSON).after();

        assertSame(again, giveBack(again, failed));
    }

    @Test
    void nothingIsGivenBackOnceTheAddressIsErased() {
        Sending failed = send(begun(), PERSON);
        Validation solved = solved(failed.after());
        Validation erased = begun().with(Objects.requireNonNull(solved.grant()));

        assertSame(erased, giveBack(erased, failed));
    }

    @Test
    void nothingIsGivenBackOnceSolved() {
        Sending failed = send(begun(), PERSON);
        Validation solved = solved(failed.after());

        assertSame(solved, giveBack(solved, failed));
    }

    @Test
    void twoMessagesThatFailedOneAfterTheOtherAreBothGivenBack() {
        Sending first = send(begun(), PERSON);
        now = now.plusSeconds(60);
        Sending second = send(first.after(), PERSON);

        assertEquals(failed(2, begun()), giveBack(giveBack(second.after(), second), first));
    }

    @Test
    void tenHandOversMayFailWhateverTheAddress() {
        Validation row = begun();
        for (int i = 0; i < 10; i++) {
            Sending failed = send(row, "person" + i + "@example.com");
            row = giveBack(failed.after(), failed);
        }

        assertEquals(failed(10, begun()), row);
        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, submit(row, PERSON));
    }

    @Test
    void aMessageThatABudgetRefusedIsNoFailedHandOver() {
        Sending refused = send(begun(), PERSON);

        assertEquals(begun(), rules.giveBack(refused.after(), refused, false));
    }

    @Test
    void aFailedHandOverLeavesAllMessagesThatMayBeSent() {
        Validation row = begun();
        for (int i = 0; i < 9; i++) {
            Sending failed = send(row, PERSON);
            row = giveBack(failed.after(), failed);
        }

        for (String address : List.of("a@example.com", "b@example.com", "c@example.com")) {
            for (int i = 0; i < 3; i++) {
                row = send(row, address).after();
                now = now.plusSeconds(120);
            }
        }
        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, submit(row, "c@example.com"));
        assertRefused(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, submit(row, "d@example.com"));
    }

    // The arguments that /authorize binds.

    private Validation authorize(Validation before, Authorization arguments) {
        return rules.authorize(before, arguments, Optional.empty());
    }

    @Test
    void theLatestArgumentsCountUntilItIsSolved() {
        Authorization one = new Authorization("app:x", "one", null, false, false);
        Authorization two = new Authorization(null, "two", null, false, false);
        Validation bound = authorize(authorize(send(begun(), PERSON).after(), one), two);
        Validation solved = solved(bound);

        assertEquals(two, bound.authorization());
        assertSame(bound, authorize(bound, two));
        assertSame(solved, authorize(solved, one));
    }

    @Test
    void pushedArgumentsCountWhateverComesLater() {
        Authorization pushed = new Authorization("app:x", "pushed", null, false, true);
        Validation begun = begun().with(pushed);

        assertSame(begun, authorize(begun, Authorization.NONE));
        assertSame(begun, authorize(begun, new Authorization(null, "later", null, false, false)));
    }

    @Test
    void theLatestLanguageThatAClientAsksForCounts() {
        Validation german = rules.authorize(begun(), Authorization.NONE, Optional.of(Language.DE));
        Validation french = rules.authorize(german, Authorization.NONE, Optional.of(Language.FR));

        assertEquals(Language.DE, german.language());
        assertEquals(Language.FR, french.language());
        assertSame(french, authorize(french, Authorization.NONE));
    }

    @Test
    void noBrowserStoresALanguageWithAPushedRequest() {
        Validation pushed = begun().with(new Authorization("app:x", "pushed", null, false, true));

        assertSame(pushed, rules.authorize(pushed, Authorization.NONE, Optional.of(Language.DE)));
    }

    // The random walk.

    @Test
    void everyPromiseHoldsInRandomWalks() {
        int steps = 60;
        int compared = 0;
        for (long seed = 0; seed < 2000; seed++) {
            ValidationWalk walk = ValidationWalk.of(seed, DERIVATION);
            for (int i = 0; i < steps; i++) {
                int at = i;
                assertHolds(seed, at, walk::step);
            }
            assertHolds(seed, steps, walk::end);
            compared += walk.compared();
        }
        assertTrue(compared > 2000, "the walks compare guesses");
    }

    private static void assertHolds(long seed, int step, Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
        }
    }

    // Test addresses.

    private ValidationRules rulesWithTest(String email) {
        TestAddresses tests = new TestAddresses(
                Map.of(Samples.address(email), Tan.parse("40718265").orElseThrow()), LocalDate.parse("2026-11-21"));
        return new ValidationRules(Samples.POLICY, Samples.LIMITS, DERIVATION, tests);
    }

    @Test
    void onlyTheFixedTanIsRightForATestAddress() {
        ValidationRules withTest = rulesWithTest(PERSON);
        Validation sent = send(begun(), PERSON).after();

        Solution derived = withTest.solve(sent, () -> DERIVATION.tan(sent), now);
        Solution fixed = withTest.solve(sent, () -> FIXED, now);

        assertEquals(
                Reason.WRONG, assertInstanceOf(Solution.Wrong.class, derived).reason());
        assertInstanceOf(Solution.Completed.class, fixed);
    }

    @Test
    void theFixedTanIsWrongForEveryOtherAddress() {
        ValidationRules withTest = rulesWithTest("other@example.com");
        Validation sent = send(begun(), PERSON).after();

        Solution fixed = withTest.solve(sent, () -> FIXED, now);

        assertEquals(Reason.WRONG, assertInstanceOf(Solution.Wrong.class, fixed).reason());
        assertInstanceOf(Solution.Completed.class, withTest.solve(sent, () -> DERIVATION.tan(sent), now));
    }

    @Test
    void attemptsAndExpiryCountForATestAddressToo() {
        ValidationRules withTest = rulesWithTest(PERSON);
        Validation sent = send(begun(), PERSON).after();
        Instant expired = now.plus(Samples.LIMITS.tanValidFor());
        Validation guessed = sent;
        for (int i = 0; i < 3; i++) {
            guessed = withTest.solve(guessed, () -> WRONG, now).after();
        }
        Validation exhausted = guessed;

        assertEquals(new Solution.Wrong(exhausted, Reason.EXHAUSTED), withTest.solve(exhausted, () -> FIXED, now));
        assertEquals(new Solution.Wrong(sent, Reason.EXPIRED), withTest.solve(sent, () -> FIXED, expired));
    }

    private Submission submit(Validation validation, String email) {
        return rules.submit(validation, typed(email), now);
    }

    private Sending send(Validation validation, String email) {
        return assertInstanceOf(Sending.class, submit(validation, email));
    }

    private Solution enter(Validation validation, Tan tan) {
        return rules.solve(validation, () -> tan, now);
    }

    private Solution.Wrong refused(Validation validation, Tan tan) {
        return assertInstanceOf(Solution.Wrong.class, enter(validation, tan));
    }

    private Validation wrong(Validation validation) {
        return refused(validation, WRONG).after();
    }

    private Validation solved(Validation sent) {
        return assertInstanceOf(Solution.Completed.class, enter(sent, DERIVATION.tan(sent)))
                .after();
    }

    /** The newest TAN must have been sent just now. */
    private void assertSent(
            String email, int transmissionsLeft, Instant resendAt, int attemptsLeft, Validation validation) {
        assertEquals(new Destination(Samples.address(email), transmissionsLeft), validation.destination());
        assertEquals(tan(attemptsLeft, resendAt, validation), validation.tans().sent());
    }

    private void assertTan(int attemptsLeft, Validation validation) {
        SentTan sent = Objects.requireNonNull(validation.tans().sent());
        assertEquals(tan(attemptsLeft, sent.resendAt(), validation), sent);
    }

    private SentTan tan(int attemptsLeft, Instant resendAt, Validation validation) {
        Instant endsAt = Objects.requireNonNull(validation.tans().sent()).endsAt();
        return new SentTan(1, attemptsLeft, resendAt, now.plus(Samples.LIMITS.tanValidFor()), endsAt);
    }

    private static void assertRefused(ErrorCode code, Change<Validation> decision) {
        assertEquals(code, assertInstanceOf(Refused.class, decision).problem().code());
    }
}
