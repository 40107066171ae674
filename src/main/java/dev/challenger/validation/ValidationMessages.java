package dev.challenger.validation;

import dev.challenger.transmission.Message;
import dev.challenger.transmission.TanMessages;
import java.util.Objects;

/** Writes the message with the TAN of a validation. */
public final class ValidationMessages {
    private final Derivation derivation;
    private final TanMessages messages;

    public ValidationMessages(Derivation derivation, TanMessages messages) {
        this.derivation = derivation;
        this.messages = messages;
    }

    /** @param validation a validation that has a TAN */
    Message of(Validation validation) {
        Destination to = Objects.requireNonNull(validation.destination());
        return messages.write(
                to.address(),
                derivation.tan(validation),
                validation.client().name(),
                derivation.reference(validation),
                Objects.requireNonNull(validation.tans().sent()).expiresAt());
    }
}
