package dev.challenger.validation;

import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.MessageWriter.Subject;
import dev.challenger.transmission.TanMessages;
import java.time.Duration;
import java.time.Instant;
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

    /**
     * @param validation a validation that has a TAN
     * @param now the time of the request that has it sent
     */
    Message of(Validation validation, Instant now) {
        Destination to = Objects.requireNonNull(validation.destination());
        Texts texts = languages
                .of(validation.client().id())
                .choose(Preference.NONE, Optional.ofNullable(validation.language()));
        Instant expiresAt = Objects.requireNonNull(validation.tans().sent()).expiresAt();
        return messages.write(
                texts,
                new Subject(
                        to.address(),
                        derivation.tan(validation),
                        validation.client().name(),
                        derivation.reference(validation),
                        Duration.between(now, expiresAt)));
    }
}
