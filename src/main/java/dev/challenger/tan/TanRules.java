package dev.challenger.tan;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of a TAN: issued, sent again, compared with entries, and given back if its message was not handed over.
 * The functions are pure. Validations and TAN challenges share them, and add their own limits on messages.
 *
 * <p>Together with these limits they bound the number of guesses. Attempts come only with a new TAN, a new TAN comes only
 * with a message, sending a TAN again adds no attempts, and a TAN that was guessed at is never given back. Therefore
 *
 * <ul>
 *   <li>one validation allows at most addresses × transmissions × attempts guesses (spec section 3, {@code /challenge}),
 *       27 by default;
 *   <li>one TAN challenge allows at most TANs × attempts guesses, 9 by default, however often its TANs are sent. The same
 *       protected request gets the same challenge until that is solved or expires, 24 hours after it began. A request that
 *       differs in one byte gets another challenge. Each TAN costs at least one message, so the budget of messages per
 *       destination (10 a day) allows 30 guesses a day at one address, each right with a chance of 1 in 10^8. Without
 *       that budget there is no bound over all challenges of an address.
 * </ul>
 */
public final class TanRules {
    private TanRules() {}

    /** The reason why an entry was not right. All but the first cost no attempt. */
    public enum Reason {
        /** The entry was compared and differs. */
        WRONG,
        /** The TAN has expired. */
        EXPIRED,
        /** All attempts at the TAN are used up. */
        EXHAUSTED,
        /** No TAN is out. */
        NOTHING_SENT;

        /** Returns the name in the audit log, such as {@code nothing-sent}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An entry and its result.
     *
     * @param after the TANs after the entry
     * @param refusal null if the entry was right
     */
    public record Attempt(Tans after, @Nullable Reason refusal) {}

    /**
     * Returns a new TAN at its first sending. Each sending makes it valid for some time from then on, until twice that time
     * after the first: a TAN that is sent again and again must not stay valid for ever.
     *
     * @param validFor counted from each sending
     */
    public static SentTan fresh(int keyId, int attempts, Instant resendAt, Duration validFor, Instant now) {
        return new SentTan(
                keyId,
                attempts,
                resendAt,
                now.plus(validFor),
                now.plus(validFor).plus(validFor));
    }

    /**
     * Sends a TAN: the newest one again while it is good, otherwise a new one. A TAN that is sent again keeps its attempts,
     * so that messages that cross do no harm and sending again gives no additional guesses.
     *
     * @param fresh a new TAN, see {@link #fresh}; one that is sent again gets its times, up to its own end
     */
    public static Tans send(Tans before, SentTan fresh, Instant now) {
        SentTan sent = before.sent();
        return sent != null && sent.good(now)
                ? new Tans(before.issued(), sent.again(fresh))
                : new Tans(before.issued() + 1, fresh);
    }

    /**
     * Compares an entry with the newest TAN. A wrong entry costs an attempt. The caller must store the result before it
     * tells anybody.
     *
     * @param evenExpired true to compare with an expired TAN too
     * @param right returns true if the entry is the newest TAN; called only if there is one to compare with
     */
    public static Attempt compare(Tans tans, boolean evenExpired, BooleanSupplier right, Instant now) {
        SentTan sent = tans.sent();
        if (sent == null) {
            return new Attempt(tans, Reason.NOTHING_SENT);
        }
        if (sent.exhausted()) {
            return new Attempt(tans, Reason.EXHAUSTED);
        }
        if (!evenExpired && !sent.good(now)) {
            return new Attempt(tans, Reason.EXPIRED);
        }
        return right.getAsBoolean()
                ? new Attempt(tans, null)
                : new Attempt(new Tans(tans.issued(), sent.with(sent.attemptsLeft() - 1)), Reason.WRONG);
    }

    /**
     * Gives back a message that was not handed over.
     *
     * @param before the TANs before the message was claimed
     * @param claimed the TANs with the message
     * @param current the TANs now
     * @return the TANs as before, less the attempts used since; empty if another TAN was issued since, or if the message
     *     carried a new TAN and that was guessed at
     */
    public static Optional<Tans> giveBack(Tans before, Tans claimed, Tans current) {
        SentTan now = current.sent();
        if (now == null || current.issued() != claimed.issued()) {
            return Optional.empty();
        }
        if (claimed.issued() == before.issued()) {
            SentTan sent = Objects.requireNonNull(before.sent());
            return Optional.of(new Tans(before.issued(), sent.with(now.attemptsLeft())));
        }
        return now.equals(claimed.sent()) ? Optional.of(before) : Optional.empty();
    }
}
