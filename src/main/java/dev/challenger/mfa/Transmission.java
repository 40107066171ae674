package dev.challenger.mfa;

import dev.challenger.wire.Problem;
import java.time.Instant;

/** The result of a request to send a TAN. */
public sealed interface Transmission {
    /**
     * The message was handed over, or the address is a test address, to which nothing is sent.
     *
     * @param expiresAt the end of the TAN's validity
     * @param sendableAt the earliest time of the next message
     */
    record Sent(Instant expiresAt, Instant sendableAt) implements Transmission {}

    /**
     * Nothing was sent, and nothing is counted. The audit log has a line about it.
     *
     * @param problem code 2129 if the challenge is solved; 2130 with the time to wait if it is too early or a budget is
     *     exhausted; 2128 if the message was not handed over; 76 if the channel is not set up; a problem of the database
     */
    record Refused(Problem problem) implements Transmission {}
}
