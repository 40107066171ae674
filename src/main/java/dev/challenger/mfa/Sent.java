package dev.challenger.mfa;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a request to send a TAN. A good TAN is out.
 *
 * @param expiresAt the end of the TAN's validity
 * @param sendableAt the earliest time of the next message
 * @param refusal empty if a message was sent; otherwise code 2130 with the reason why none was sent
 */
public record Sent(Instant expiresAt, Instant sendableAt, Optional<Problem> refusal) {
    /** @throws Problem the refusal, unless it is code 2130 and a good TAN is out, so that the person can go on */
    static Sent of(TanChallenge challenge, Optional<Problem> refusal, Instant sendableAt, Instant now) {
        boolean good = challenge.tans().good(now);
        if (refusal.isPresent() && (!good || refusal.get().code() != ErrorCode.MERCHANT_TAN_TOO_EARLY)) {
            throw refusal.get();
        }
        return new Sent(
                Objects.requireNonNull(challenge.tans().sent()).expiresAt(),
                refusal.flatMap(Problem::retryAfter).map(now::plus).orElse(sendableAt),
                refusal);
    }
}
