package dev.challenger.mfa;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a challenge stands, for a page that shows it.
 *
 * @param hint enough for its owner to recognise the address; empty if the address is too short for one
 * @param expiresAt until when it can be solved
 * @param sendableAt from when a message can be sent; if not before {@code expiresAt}, never
 * @param out the TAN that was sent last; empty if nothing was sent, and once the challenge is solved
 */
public record Standing(
        String instance,
        String operation,
        TanChannel channel,
        String hint,
        boolean solved,
        Instant expiresAt,
        Instant sendableAt,
        Optional<Out> out) {
    /**
     * A TAN that was sent.
     *
     * @param enterable whether an entry can still be right
     * @param sentAt when it was sent last
     * @param reference four symbols that the message has too
     * @param test whether it was sent nowhere, since its address is one for tests
     */
    public record Out(
            boolean enterable, int attemptsLeft, Instant sentAt, Instant expiresAt, String reference, boolean test) {}
}
