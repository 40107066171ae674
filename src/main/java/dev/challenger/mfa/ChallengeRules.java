package dev.challenger.mfa;

import dev.challenger.db.Rows.Change;
import dev.challenger.mfa.TanChallenge.SentTan;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tan;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What may happen to a TAN challenge: pure functions of the row, the input and the time.
 *
 * <p>The bound they keep: one challenge allows at most TANs × attempts guesses (9), however often it is sent, and whoever
 * makes the same protected request again gets the same challenge until it is solved or expires; once all guesses are used
 * up, that is 24 hours after it began. A request that differs in one byte has a challenge of its own; over all of them each
 * TAN costs one message at least, so that the budget of messages per destination (10 a day) allows 30 guesses a day at the
 * codes sent to one address, of 10^8. Whoever has no such budget has no such bound.
 */
final class ChallengeRules {
    private final MfaLimits limits;
    private final BiFunction<TanChallenge, Instant, Tan> right;

    /** @param right which TAN is right at a time */
    ChallengeRules(MfaLimits limits, BiFunction<TanChallenge, Instant, Tan> right) {
        this.limits = limits;
        this.right = right;
    }

    /** A challenge nothing was sent for yet. */
    TanChallenge begin(TanChallenge.Origin origin, TanChallenge.Bound bound, Instant now) {
        return new TanChallenge(0, 0, origin, now.plus(limits.validFor()), bound, 0, null, null, false);
    }

    /** The same in place of one that is over, which it leaves nothing of. */
    TanChallenge beginAgain(TanChallenge over, TanChallenge.Origin origin, Instant now) {
        return over.begunAgain(origin, now.plus(limits.validFor()));
    }

    /** Whether nothing can come of a challenge any more; one that was solved is over when it opens nothing more. */
    static boolean over(TanChallenge challenge, Instant now) {
        return !now.isBefore(challenge.purgeAt());
    }

    /** A message is to be sent. It is claimed by writing {@code after}, and given back if hand-over fails. */
    record Sending(TanChallenge before, TanChallenge after) implements Change<TanChallenge> {
        /** Whether the message carries another TAN than the one before it. */
        boolean newTan() {
            return after.tansIssued() > before.tansIssued();
        }
    }

    /**
     * Somebody wants the TAN sent: the same as before with the attempts that are left, as long as that one is good; so
     * crossing messages do no harm, and sending again gives no fresh guesses.
     *
     * @throws Problem code 2129 if it is solved; code 2130 if no message may be sent now, with when
     */
    Sending send(TanChallenge challenge, Instant now) {
        if (challenge.solved()) {
            throw new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED);
        }
        Instant sendableAt = sendableAt(challenge, now);
        if (now.isBefore(sendableAt)) {
            throw new Problem(ErrorCode.MERCHANT_TAN_TOO_EARLY).withRetryAfter(Duration.between(now, sendableAt));
        }
        SentTan out = challenge.tan();
        return out != null && out.good(now)
                ? sending(challenge, 0, out.transmissions() + 1, out.attemptsLeft(), now)
                : sending(challenge, 1, 1, limits.attempts(), now);
    }

    private Sending sending(TanChallenge challenge, int newTans, int transmissions, int attemptsLeft, Instant now) {
        Instant expiresAt = now.plus(limits.tanValidFor());
        SentTan sent = new SentTan(
                transmissions,
                attemptsLeft,
                now.plus(limits.interval()),
                expiresAt.isBefore(challenge.expiresAt()) ? expiresAt : challenge.expiresAt());
        return new Sending(challenge, challenge.with(challenge.tansIssued() + newTans, sent));
    }

    /**
     * From when a message can be sent: at once for the first, and for a new TAN after all attempts on the old one are used
     * up; after the last message of a TAN once that has expired; after the last TAN once the challenge has, that is never.
     */
    Instant sendableAt(TanChallenge challenge, Instant now) {
        SentTan out = challenge.tan();
        if (out == null) {
            return now;
        }
        if (out.good(now) && out.transmissions() < limits.transmissions()) {
            return out.resendAt();
        }
        if (challenge.tansIssued() >= limits.tans()) {
            return challenge.expiresAt();
        }
        if (out.attemptsLeft() == 0) {
            return now;
        }
        return out.good(now) ? out.expiresAt() : out.resendAt();
    }

    /** When a TAN was sent last. */
    Instant sentAt(SentTan tan) {
        return tan.resendAt().minus(limits.interval());
    }

    /**
     * Hand-over failed: the message counts as not sent. Nothing is given back if the row has moved on, or if somebody has
     * guessed at the new TAN meanwhile: its attempts must not come back.
     *
     * @param current the row as it is now
     */
    TanChallenge giveBack(TanChallenge current, Sending failed) {
        SentTan claimed = Objects.requireNonNull(failed.after().tan());
        SentTan out = current.tan();
        if (out == null
                || current.solved()
                || !current.origin().equals(failed.after().origin())
                || current.tansIssued() != failed.after().tansIssued()
                || out.transmissions() != claimed.transmissions()) {
            return current;
        }
        SentTan before = failed.before().tan();
        if (before != null && !failed.newTan()) {
            // As it was before, but for the attempts used up since.
            return current.with(current.tansIssued(), before.with(out.attemptsLeft()));
        }
        boolean guessedAt = out.attemptsLeft() != claimed.attemptsLeft();
        return guessedAt ? current : current.with(failed.before().tansIssued(), before);
    }

    /**
     * A TAN was entered and compared.
     *
     * @param solves whether it was right, and the first that was
     */
    record Entry(TanChallenge after, boolean right, boolean solves) implements Change<TanChallenge> {}

    /**
     * Somebody enters a TAN. Every comparison that fails costs an attempt, also on a challenge that is solved; the caller
     * learns the result only once that is written.
     *
     * @throws Problem code 2127 if there is nothing to compare with: nothing sent, expired, or no attempts left
     */
    Entry confirm(TanChallenge challenge, Tan entered, Instant now) {
        SentTan out = challenge.tan();
        boolean comparable = out != null && (challenge.solved() ? out.attemptsLeft() > 0 : out.good(now));
        if (out == null || !comparable) {
            throw new Problem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS);
        }
        if (!entered.equals(right.apply(challenge, now))) {
            return new Entry(challenge.with(challenge.tansIssued(), out.with(out.attemptsLeft() - 1)), false, false);
        }
        return challenge.solved()
                ? new Entry(challenge, true, false)
                : new Entry(challenge.solved(now.plus(limits.opensFor())), true, true);
    }

    /**
     * What the presented challenges are good for.
     *
     * @param passes whether they are enough
     * @param counting by its binding each one that is good for a factor
     */
    record Weighing(boolean passes, Map<Hash, TanChallenge> counting) {}

    /**
     * Whether challenges open an operation. One counts if it was solved a short while ago, is not used up, and was begun for
     * exactly this factor of this request.
     *
     * @param factors the bindings of a demand
     * @param presented those whose ids the request has
     */
    static Weighing weigh(Collection<Hash> factors, boolean combiAnd, List<TanChallenge> presented, Instant now) {
        Map<Hash, TanChallenge> counting = new LinkedHashMap<>();
        for (TanChallenge challenge : presented) {
            if (opens(challenge, now) && factors.contains(challenge.bound().binding())) {
                counting.putIfAbsent(challenge.bound().binding(), challenge);
            }
        }
        boolean enough = combiAnd ? counting.keySet().containsAll(factors) : !counting.isEmpty();
        return new Weighing(enough, counting);
    }

    private static boolean opens(TanChallenge challenge, Instant now) {
        return challenge.opensUntil() != null && now.isBefore(challenge.opensUntil()) && !challenge.used();
    }
}
