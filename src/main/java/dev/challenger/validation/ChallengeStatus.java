package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.tan.SentTan;
import dev.challenger.wire.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a validation, as {@code /authorize} tells programs.
 *
 * @param authAttemptsLeft the attempts left for the TAN that was sent; 0 if there is none
 * @param retransmissionTime the earliest time of the next message
 */
record ChallengeStatus(
        boolean fixAddress,
        @Nullable Map<String, String> lastAddress,
        boolean solved,
        int changesLeft,
        int pinTransmissionsLeft,
        int authAttemptsLeft,
        Timestamp retransmissionTime) {
    static ChallengeStatus of(Validation validation, ValidationLimits limits) {
        Address last = validation.lastAddress();
        return new ChallengeStatus(
                validation.fixAddress(),
                last == null ? null : last.fields(),
                validation.solved(),
                validation.changesLeft(),
                transmissionsLeft(validation, limits),
                attemptsLeft(validation),
                retransmissionTime(validation));
    }

    static int transmissionsLeft(Validation validation, ValidationLimits limits) {
        Destination destination = validation.destination();
        return destination == null ? limits.transmissions() : destination.transmissionsLeft();
    }

    static int attemptsLeft(Validation validation) {
        return validation.tans().attemptsLeft();
    }

    /** The next message can be sent at once if nothing was sent or the TAN is exhausted, and never if no transmission is left. */
    static Timestamp retransmissionTime(Validation validation) {
        Destination destination = validation.destination();
        if (destination == null) {
            return Timestamp.of(Instant.EPOCH);
        }
        if (destination.transmissionsLeft() == 0) {
            return Timestamp.NEVER;
        }
        SentTan sent = validation.tans().sent();
        return sent == null || sent.exhausted() ? Timestamp.of(Instant.EPOCH) : Timestamp.notBefore(sent.resendAt());
    }
}
