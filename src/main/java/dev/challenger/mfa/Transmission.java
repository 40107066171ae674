package dev.challenger.mfa;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The result of a request to send a TAN. */
public sealed interface Transmission {
    /** Returns the reason why no message was sent; empty if one was. */
    Optional<Problem> refusal();

    /**
     * A good TAN is out.
     *
     * @param expiresAt the end of the TAN's validity
     * @param sendableAt the earliest time of the next message
     * @param refusal empty if a message was handed over, or the address is a test address, to which nothing is sent; otherwise
     *     code 2130, and the TAN is the one that was sent before
     */
    record Sent(Instant expiresAt, Instant sendableAt, Optional<Problem> refusal) implements Transmission {}

    /**
     * Nothing was sent, and nothing is counted. The audit log has a line about it.
     *
     * @param problem code 2129 if the challenge is solved; 2130 with the time to wait if nothing may be sent and no good TAN is
     *     out; 2128 if the message was not handed over; 76 if the channel is not set up; a problem of the database
     */
    record Refused(Problem problem) implements Transmission {
        @Override
        public Optional<Problem> refusal() {
            return Optional.of(problem);
        }
    }

    /** Returns the result for a challenge as it stands after the request. */
    static Transmission of(TanChallenge challenge, Optional<Problem> refusal, Instant sendableAt, Instant now) {
        boolean good = challenge.tans().good(now);
        if (refusal.isPresent() && (!good || refusal.get().code() != ErrorCode.MERCHANT_TAN_TOO_EARLY)) {
            return new Refused(refusal.get());
        }
        return new Sent(
                Objects.requireNonNull(challenge.tans().sent()).expiresAt(),
                refusal.flatMap(Problem::retryAfter).map(now::plus).orElse(sendableAt),
                refusal);
    }
}
