package dev.challenger.tan;

import java.time.Instant;

/**
 * A TAN that was sent. The TAN itself is derived and not stored.
 *
 * @param keyId the key that the TAN is derived from
 * @param attemptsLeft how many more entries are compared with the TAN
 * @param resendAt the earliest time of the next message, unless all attempts are used up
 * @param expiresAt the time from which the TAN is no longer accepted
 * @param endsAt the time beyond which no further sending prolongs it
 */
public record SentTan(int keyId, int attemptsLeft, Instant resendAt, Instant expiresAt, Instant endsAt) {
    /** Returns true if an entry can still be right. */
    public boolean good(Instant now) {
        return !exhausted() && now.isBefore(expiresAt);
    }

    /** Returns true if all attempts are used up. */
    public boolean exhausted() {
        return attemptsLeft == 0;
    }

    /** Returns a TAN that nothing prolongs beyond the given time, which is the end of the row it belongs to. */
    public SentTan notAfter(Instant end) {
        return new SentTan(keyId, attemptsLeft, resendAt, earlier(expiresAt, end), earlier(endsAt, end));
    }

    /** Returns this TAN after it was sent again, with the times of a fresh one up to its own end. */
    SentTan again(SentTan fresh) {
        return new SentTan(keyId, attemptsLeft, fresh.resendAt, earlier(fresh.expiresAt, endsAt), endsAt);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    SentTan with(int attempts) {
        return new SentTan(keyId, attempts, resendAt, expiresAt, endsAt);
    }
}
