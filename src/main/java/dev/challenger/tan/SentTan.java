package dev.challenger.tan;

import java.time.Instant;

/**
 * A TAN that was sent. The TAN itself is derived and not stored.
 *
 * @param keyId the key that the TAN is derived from
 * @param attemptsLeft how many more entries are compared with the TAN
 * @param resendAt the earliest time of the next message, unless all attempts are used up
 * @param expiresAt the time from which the TAN is no longer accepted
 */
public record SentTan(int keyId, int attemptsLeft, Instant resendAt, Instant expiresAt) {
    /** Returns true if an entry can still be right. */
    public boolean good(Instant now) {
        return !exhausted() && now.isBefore(expiresAt);
    }

    /** Returns true if all attempts are used up. */
    public boolean exhausted() {
        return attemptsLeft == 0;
    }

    SentTan with(int attempts) {
        return new SentTan(keyId, attempts, resendAt, expiresAt);
    }
}
