package dev.challenger.mfa;

import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.Tans;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rules of TAN challenges before they shared the life cycle of a TAN, for comparison with the rules of today. */
final class OldChallengeRules {
    private final MfaLimits limits;
    private final BiFunction<TanChallenge, Instant, Tan> right;

    /** @param right which TAN is right at a time */
    OldChallengeRules(MfaLimits limits, BiFunction<TanChallenge, Instant, Tan> right) {
        this.limits = limits;
        this.right = right;
    }

    /** A challenge nothing was sent for yet. */
    Row begin(TanChallenge.Origin origin, TanChallenge.Bound bound, Instant now) {
        return new Row(0, 0, origin, now.plus(limits.validFor()), bound, 0, null, null, false);
    }

    /** The same in place of one that is over, which it leaves nothing of. */
    Row beginAgain(Row over, TanChallenge.Origin origin, Instant now) {
        return over.begunAgain(origin, now.plus(limits.validFor()));
    }

    /** Whether nothing can come of a challenge any more; one that was solved is over when it opens nothing more. */
    static boolean over(Row challenge, Instant now) {
        return !now.isBefore(challenge.purgeAt());
    }

    /** A message is to be sent. It is claimed by writing {@code after}, and given back if hand-over fails. */
    record Sending(Row before, Row after) {
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
    Sending send(Row challenge, Instant now) {
        if (challenge.solved()) {
            throw new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED);
        }
        Instant sendableAt = sendableAt(challenge, now);
        if (now.isBefore(sendableAt)) {
            throw new Problem(ErrorCode.MERCHANT_TAN_TOO_EARLY).withRetryAfter(Duration.between(now, sendableAt));
        }
        OldSentTan out = challenge.tan();
        return out != null && out.good(now)
                ? sending(challenge, 0, out.transmissions() + 1, out.attemptsLeft(), now)
                : sending(challenge, 1, 1, limits.attempts(), now);
    }

    private Sending sending(Row challenge, int newTans, int transmissions, int attemptsLeft, Instant now) {
        Instant expiresAt = now.plus(limits.tanValidFor());
        OldSentTan sent = new OldSentTan(
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
    Instant sendableAt(Row challenge, Instant now) {
        OldSentTan out = challenge.tan();
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
    Instant sentAt(OldSentTan tan) {
        return tan.resendAt().minus(limits.interval());
    }

    /**
     * Hand-over failed: the message counts as not sent. Nothing is given back if the row has moved on, or if somebody has
     * guessed at the new TAN meanwhile: its attempts must not come back.
     *
     * @param current the row as it is now
     */
    Row giveBack(Row current, Sending failed) {
        OldSentTan claimed = Objects.requireNonNull(failed.after().tan());
        OldSentTan out = current.tan();
        if (out == null
                || current.solved()
                || !current.origin().equals(failed.after().origin())
                || current.tansIssued() != failed.after().tansIssued()
                || out.transmissions() != claimed.transmissions()) {
            return current;
        }
        OldSentTan before = failed.before().tan();
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
    record Entry(Row after, boolean right, boolean solves) {}

    /**
     * Somebody enters a TAN. Every comparison that fails costs an attempt, also on a challenge that is solved; the caller
     * learns the result only once that is written.
     *
     * @throws Problem code 2127 if there is nothing to compare with: nothing sent, expired, or no attempts left
     */
    Entry confirm(Row challenge, Tan entered, Instant now) {
        OldSentTan out = challenge.tan();
        boolean comparable = out != null && (challenge.solved() ? out.attemptsLeft() > 0 : out.good(now));
        if (out == null || !comparable) {
            throw new Problem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS);
        }
        if (!entered.equals(right.apply(challenge.migrated(), now))) {
            return new Entry(challenge.with(challenge.tansIssued(), out.with(out.attemptsLeft() - 1)), false, false);
        }
        return challenge.solved()
                ? new Entry(challenge, true, false)
                : new Entry(challenge.solved(now.plus(limits.opensFor())), true, true);
    }

    record OldSentTan(int transmissions, int attemptsLeft, Instant resendAt, Instant expiresAt) {
        boolean good(Instant now) {
            return attemptsLeft > 0 && now.isBefore(expiresAt);
        }

        OldSentTan with(int attempts) {
            return new OldSentTan(transmissions, attempts, resendAt, expiresAt);
        }
    }

    record Row(
            long id,
            int version,
            TanChallenge.Origin origin,
            Instant expiresAt,
            TanChallenge.Bound bound,
            int tansIssued,
            @Nullable OldSentTan tan,
            @Nullable Instant opensUntil,
            boolean used) {
        Row begunAgain(TanChallenge.Origin fresh, Instant until) {
            return new Row(id, version, fresh, until, bound, 0, null, null, false);
        }

        Row stored(long asId) {
            return new Row(asId, version, origin, expiresAt, bound, tansIssued, tan, opensUntil, used);
        }

        Row with(int issued, @Nullable OldSentTan sent) {
            return new Row(id, version, origin, expiresAt, bound, issued, sent, opensUntil, used);
        }

        Row solved(Instant until) {
            return new Row(id, version, origin, expiresAt, bound, tansIssued, tan, until, used);
        }

        boolean solved() {
            return opensUntil != null;
        }

        Instant purgeAt() {
            return opensUntil != null && opensUntil.isAfter(expiresAt) ? opensUntil : expiresAt;
        }

        /** The same row in the records of today. */
        TanChallenge migrated() {
            SentTan sent = tan == null
                    ? null
                    : new SentTan(origin.keyId(), tan.attemptsLeft(), tan.resendAt(), tan.expiresAt());
            return new TanChallenge(
                    id,
                    version,
                    origin,
                    expiresAt,
                    bound,
                    new Tans(tansIssued, sent),
                    tan == null ? 0 : tan.transmissions(),
                    opensUntil,
                    used);
        }
    }
}
