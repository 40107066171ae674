package dev.challenger.validation;

import dev.challenger.secret.Secret;
import dev.challenger.text.Language;
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
import java.util.function.Predicate;

/** Writes the message with the TAN of a validation. */
public final class ValidationMessages {
    private final Derivation derivation;
    private final TanMessages messages;
    private final Languages languages;
    private final WaysBack back;
    private final Predicate<Language> writable;

    /** @param writable the languages of messages; a message in another one is in the default language */
    public ValidationMessages(
            Derivation derivation,
            TanMessages messages,
            Languages languages,
            WaysBack back,
            Predicate<Language> writable) {
        this.derivation = derivation;
        this.messages = messages;
        this.languages = languages;
        this.back = back;
        this.writable = writable;
    }

    /**
     * @param validation a validation that has a TAN
     * @param now the time of the request that has it sent
     */
    Message of(Secret nonce, Validation validation, Instant now) {
        Destination to = Objects.requireNonNull(validation.destination());
        Texts texts = languages
                .of(validation.client().id())
                .choose(
                        Preference.NONE,
                        Optional.ofNullable(validation.language()).filter(writable));
        Instant expiresAt = Objects.requireNonNull(validation.tans().sent()).expiresAt();
        return messages.write(
                texts,
                new Subject(
                        to.address(),
                        derivation.tan(validation),
                        validation.client().name(),
                        derivation.reference(validation),
                        Duration.between(now, expiresAt),
                        Optional.of(back.bookmark(nonce))));
    }
}
