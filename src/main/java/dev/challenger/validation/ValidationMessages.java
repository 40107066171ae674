package dev.challenger.validation;

import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.TanMessages;
import java.util.Objects;
import java.util.Optional;

/** Writes the message with the TAN of a validation. */
public final class ValidationMessages {
    private final Derivation derivation;
    private final TanMessages messages;
    private final Languages languages;

    public ValidationMessages(Derivation derivation, TanMessages messages, Languages languages) {
        this.derivation = derivation;
        this.messages = messages;
        this.languages = languages;
    }

    /** @param validation a validation that has a TAN */
    Message of(Validation validation) {
        Destination to = Objects.requireNonNull(validation.destination());
        return messages.write(
                languages
                        .of(validation.client().id())
                        .choose(Preference.NONE, Optional.ofNullable(validation.language())),
                to.address(),
                derivation.tan(validation),
                validation.client().name(),
                derivation.reference(validation),
                Objects.requireNonNull(validation.tans().sent()).expiresAt());
    }
}
