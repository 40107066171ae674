package dev.challenger.mfa;

import java.time.Instant;

/**
 * The result of sending a TAN.
 *
 * @param expiresAt the end of the TAN's validity
 * @param sendableAt the earliest time of the next message
 */
public record Sent(Instant expiresAt, Instant sendableAt) {}
