package dev.challenger.mfa;

import java.time.Instant;

/**
 * A TAN was sent.
 *
 * @param expiresAt until when it can be entered
 * @param sendableAt from when a message can be sent again
 */
public record Sent(Instant expiresAt, Instant sendableAt) {}
