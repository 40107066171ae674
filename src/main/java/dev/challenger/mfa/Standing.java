package dev.challenger.mfa;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a challenge stands, for a page that shows it.
 *
 * @param hint enough for its owner to recognise the address
 * @param sendableAt from when a message can be sent
 * @param out the TAN that can be entered now, if there is one
 */
public record Standing(
        String instance,
        String operation,
        Channel channel,
        String hint,
        boolean solved,
        Instant sendableAt,
        Optional<Out> out) {
    /**
     * A TAN that can be entered.
     *
     * @param reference four symbols that the message has too
     */
    public record Out(int attemptsLeft, Instant expiresAt, String reference) {}
}
