package dev.challenger.mfa;

import dev.challenger.db.Rows.Change;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules;
import dev.challenger.tan.TanRules.Attempt;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.tan.Tans;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a TAN challenge changes: pure functions of the row, the input and the time. The life cycle of its TANs is that
 * of {@link TanRules}; added here are the numbers of TANs and of transmissions of one TAN, the end of the challenge, and the
 * passes of a solved one.
 */
final class ChallengeRules {
    private final MfaLimits limits;
    private final BiFunction<TanChallenge, Instant, Tan> right;

    /** @param right returns the TAN that is right for a challenge at a time */
    ChallengeRules(MfaLimits limits, BiFunction<TanChallenge, Instant, Tan> right) {
        this.limits = limits;
        this.right = right;
    }

    /** Returns a new challenge. Nothing was sent for it. */
    TanChallenge begin(TanChallenge.Origin origin, TanChallenge.Bound bound, Instant now) {
        return new TanChallenge(0, 0, 0, origin, now.plus(limits.validFor()), bound, null, Tans.NONE, 0, null, false);
    }

    /** Returns a new challenge in the row of one that is over. */
    TanChallenge beginAgain(TanChallenge over, TanChallenge.Origin origin, Instant now) {
        return over.begunAgain(origin, now.plus(limits.validFor()));
    }

    /** Returns true if a challenge can neither be solved nor let its operation pass. */
    static boolean over(TanChallenge challenge, Instant now) {
        return !now.isBefore(challenge.purgeAt());
    }

    /** The decision on a request to send the TAN. */
    sealed interface Decision extends Change<TanChallenge> {}

    /**
     * A message is to be sent. Writing {@code after} claims the transmission; if the message is not handed over, the
     * transmission is given back.
     */
    record Sending(TanChallenge before, TanChallenge after) implements Decision {}

    /** No message may be sent. */
    record Refused(TanChallenge after, Problem problem) implements Decision {}

    /**
     * Decides on a request to send the TAN, as {@link TanRules#send}.
     *
     * @return refused with code 2129 if the challenge is solved; with code 2130 and the time to wait if it is too early
     */
    Decision send(TanChallenge challenge, Instant now) {
        if (challenge.solved()) {
            return new Refused(challenge, new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED));
        }
        Instant sendableAt = sendableAt(challenge, now);
        if (now.isBefore(sendableAt)) {
            return new Refused(
                    challenge,
                    new Problem(ErrorCode.MERCHANT_TAN_TOO_EARLY).withRetryAfter(Duration.between(now, sendableAt)));
        }
        SentTan fresh = TanRules.fresh(
                        challenge.origin().keyId(),
                        limits.attempts(),
                        now.plus(limits.interval()),
                        limits.tanValidFor(),
                        now)
                .notAfter(challenge.expiresAt());
        Tans tans = TanRules.send(challenge.tans(), fresh, now);
        boolean again = tans.issued() == challenge.tans().issued();
        return new Sending(challenge, challenge.with(tans, again ? challenge.transmissions() + 1 : 1));
    }

    /**
     * Returns the earliest time of the next message. The first message, and a new TAN after all attempts at the old one are
     * used up, can be sent at once. After the last transmission of a TAN, the next one is sent when that TAN has expired.
     * After the last TAN, the result is the end of the challenge: no message can be sent.
     */
    Instant sendableAt(TanChallenge challenge, Instant now) {
        SentTan sent = challenge.tans().sent();
        if (sent == null) {
            return now;
        }
        if (sent.good(now) && challenge.transmissions() < limits.transmissions()) {
            return sent.resendAt();
        }
        if (challenge.tans().issued() >= limits.tans()) {
            return challenge.expiresAt();
        }
        if (sent.exhausted()) {
            return now;
        }
        return sent.good(now) ? sent.expiresAt() : sent.resendAt();
    }

    /** Returns the time when a TAN was last sent. */
    Instant sentAt(SentTan tan) {
        return tan.resendAt().minus(limits.interval());
    }

    /**
     * Gives back a message that was not handed over. Nothing is given back after the next message or once the challenge is
     * solved or has begun again, and as {@link TanRules#giveBack}.
     *
     * @param current the row as it is now
     */
    TanChallenge giveBack(TanChallenge current, Sending failed) {
        if (current.solved()
                || !current.origin().equals(failed.after().origin())
                || current.transmissions() != failed.after().transmissions()) {
            return current;
        }
        return TanRules.giveBack(failed.before().tans(), failed.after().tans(), current.tans())
                .map(tans -> current.with(tans, failed.before().transmissions()))
                .orElse(current);
    }

    /**
     * An entry and its result.
     *
     * @param refusal null if the entry was right
     * @param solves true if the entry was right, and the first that was
     */
    record Entry(TanChallenge after, @Nullable Reason refusal, boolean solves) implements Change<TanChallenge> {}

    /**
     * Decides on an entry, as {@link TanRules#compare}. Entries are compared also after the challenge was solved, at the
     * same cost, so that a solved challenge reveals its TAN to nobody who guesses.
     */
    Entry confirm(TanChallenge challenge, Tan entered, Instant now) {
        boolean solved = challenge.solved();
        Attempt attempt =
                TanRules.compare(challenge.tans(), solved, () -> entered.equals(right.apply(challenge, now)), now);
        if (attempt.refusal() != null) {
            return new Entry(challenge.with(attempt.after(), challenge.transmissions()), attempt.refusal(), false);
        }
        return new Entry(solved ? challenge : challenge.solved(now.plus(limits.opensFor())), null, !solved);
    }

    /**
     * The result of weighing the challenges that a request presents.
     *
     * @param passes true if they let the operation pass
     * @param counting the challenges that open a factor of the demand, by binding
     */
    record Weighing(boolean passes, Map<Hash, TanChallenge> counting) {}

    /**
     * Decides if challenges let an operation pass. A challenge counts if it is solved, opens for some time yet, is not used
     * up, and was begun for a factor of exactly this request.
     *
     * @param factors the bindings of a demand
     * @param presented the challenges whose ids the request presents
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
