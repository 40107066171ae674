package dev.challenger.validation;

import java.time.Instant;

/**
 * A TAN that was sent. The TAN itself is not here: it is derived from the key, the validation, the address and the number
 * of the issue.
 *
 * @param keyId the key it is derived from
 * @param attemptsLeft how many entries are still compared with it
 */
public record SentTan(int keyId, int attemptsLeft, Instant expiresAt) {
    /** Whether an entry can still be right. */
    boolean good(Instant now) {
        return attemptsLeft > 0 && now.isBefore(expiresAt);
    }

    SentTan validUntil(Instant later) {
        return new SentTan(keyId, attemptsLeft, later);
    }

    SentTan withOneAttemptLess() {
        return new SentTan(keyId, attemptsLeft - 1, expiresAt);
    }
}
