package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.ChallengeRules.Entry;
import dev.challenger.mfa.ChallengeRules.Refused;
import dev.challenger.mfa.ChallengeRules.Sending;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.tan.TanWalk;
import dev.challenger.tan.Tans;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The random walk of a TAN challenge, which begins again in its row after its end. */
final class ChallengeWalk extends TanWalk<TanChallenge, Sending> {
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(59),
            Duration.ofSeconds(61),
            Duration.ofMinutes(4),
            Duration.ofMinutes(10),
            Duration.ofHours(3),
            Duration.ofHours(13));
    private static final Set<Hash> OWN = Set.of(Samples.BOUND.binding());
    private static final Set<Hash> FOREIGN = Set.of(Hash.of("foreign"));

    private final MfaLimits limits;
    private final Derivation derivation;
    private final ChallengeRules rules;
    private int lives = 1;

    static ChallengeWalk of(long seed, Derivation derivation) {
        Random random = new Random(seed);
        MfaLimits limits = new MfaLimits(
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                1 + random.nextInt(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(random.nextInt(2) * 60L),
                Duration.ofHours(24),
                Duration.ofMinutes(10),
                1);
        return new ChallengeWalk(
                random, limits, derivation, new ChallengeRules(limits, (challenge, when) -> derivation.tan(challenge)));
    }

    private ChallengeWalk(Random random, MfaLimits limits, Derivation derivation, ChallengeRules rules) {
        super(random, Samples.NOW, WAITS, limits.tanValidFor(), limits.attempts(), Samples.begun(rules));
        this.limits = limits;
        this.derivation = derivation;
        this.rules = rules;
    }

    @Override
    protected void other() {
        if (ChallengeRules.over(row, now)) {
            lives++;
            row = rules.beginAgain(row, Samples.origin("salt" + lives), now);
            forgetGuesses();
        }
    }

    @Override
    protected void send() {
        if (ChallengeRules.over(row, now)) {
            return;
        }
        TanChallenge before = row;
        if (rules.send(row, now) instanceof Sending sending) {
            SentTan out = before.tans().sent();
            assertTrue(out == null || !out.good(now) || !now.isBefore(out.resendAt()));
            row = sending.after();
            sent(before, true, sending);
        } else {
            requireAllowedAfterTheWait(
                    assertInstanceOf(Refused.class, rules.send(row, now)).problem());
        }
    }

    private void requireAllowedAfterTheWait(Problem refused) {
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_EARLY, refused.code());
        Instant then = now.plus(refused.retryAfter().orElseThrow());
        assertTrue(then.isAfter(now));
        if (then.isBefore(row.expiresAt())) {
            Sending sending = assertInstanceOf(Sending.class, rules.send(row, then));
            assertTrue(sending.after().tans().issued() <= limits.tans());
        }
    }

    @Override
    protected TanChallenge giveBack(TanChallenge current, Sending sending) {
        return rules.giveBack(current, sending);
    }

    @Override
    protected Tans tans(TanChallenge of) {
        return of.tans();
    }

    @Override
    protected Optional<Tan> right(TanChallenge of) {
        return Optional.of(derivation.tan(of));
    }

    @Override
    protected TanChallenge wrong(Tan tan) {
        Entry entry = rules.confirm(row, tan, now);
        assertEquals(Reason.WRONG, entry.refusal());
        return entry.after();
    }

    @Override
    protected void requireNoUse(Tan tan, Reason reason) {
        assertEquals(new Entry(row, reason, false), rules.confirm(row, tan, now));
    }

    @Override
    protected int group() {
        return lives;
    }

    @Override
    protected void requireBooks() {
        assertTrue(row.tans().issued() <= limits.tans());
        assertTrue(used(lives) <= limits.tans() * limits.transmissions());
        assertTrue(guesses() <= limits.tans() * limits.attempts());
        SentTan out = row.tans().sent();
        assertTrue(out == null || !out.expiresAt().isAfter(row.expiresAt()));
        assertFalse(passes(OWN), "a request passes although the right TAN was never entered");
    }

    private boolean passes(Set<Hash> factors) {
        return ChallengeRules.weigh(factors, random.nextBoolean(), List.of(row), now)
                .passes();
    }

    /** Enters the right TAN: it solves the challenge exactly if it is still valid, only for its request and for a limited time. */
    void end() {
        SentTan out = row.tans().sent();
        if (out == null || !out.good(now)) {
            return;
        }
        row = rules.confirm(row, derivation.tan(row), now).after();
        assertTrue(passes(OWN));
        assertFalse(passes(FOREIGN));
        assertEquals(new Entry(row, null, false), rules.confirm(row, derivation.tan(row), now));
        assertInstanceOf(Refused.class, rules.send(row, now));
        requireNothingGivenBack();
        now = now.plus(limits.opensFor());
        assertFalse(passes(OWN));
    }

    /** Returns the number of challenges that began in the row. */
    int lives() {
        return lives;
    }
}
