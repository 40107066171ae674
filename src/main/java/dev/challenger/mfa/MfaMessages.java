package dev.challenger.mfa;

import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.MessageWriter;
import dev.challenger.transmission.MessageWriter.Subject;
import dev.challenger.transmission.MessageWriter.Words;
import dev.challenger.transmission.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes the message with the TAN of a challenge. */
final class MfaMessages {
    private final Languages languages;
    private final Derivation derivation;
    private final Operator operator;

    MfaMessages(Languages languages, Derivation derivation, Operator operator) {
        this.languages = languages;
        this.derivation = derivation;
        this.operator = operator;
    }

    /**
     * @param challenge a challenge that has a TAN
     * @param preference of the request that has it sent
     * @param now the time of that request
     */
    Message of(TanChallenge challenge, Preference preference, Instant now) {
        Texts texts = languages.of(challenge.client()).choose(preference, Optional.ofNullable(challenge.language()));
        TanChallenge.Bound bound = challenge.bound();
        String asker = withoutLinks(bound.instance());
        String operation = operation(texts, bound.operation());
        Subject subject = new Subject(
                bound.address(),
                derivation.tan(challenge),
                asker,
                derivation.reference(challenge),
                Duration.between(
                        now, Objects.requireNonNull(challenge.tans().sent()).expiresAt()));
        MessageWriter writer = new MessageWriter(operator, texts, subject);
        String title = texts.get("mfa.message.subject", asker, subject.reference());
        return switch (bound.channel()) {
            case SMS -> writer.toPhone(title, "mfa.sms.code", List.of(asker, operation), Optional.empty());
            case EMAIL ->
                // Strangers choose the names of instances, so that only the operator is named as the sender.
                writer.toReader(
                        operator.name(),
                        new Words(
                                title,
                                List.of(texts.get("mfa.message.why", asker, operation), texts.get("mfa.message.enter")),
                                // Not every program shows the reference.
                                texts.get("sms.reference", subject.reference()),
                                texts.get("mfa.message.unasked")));
        };
    }

    private static String operation(Texts texts, String name) {
        return Demand.OPERATIONS.contains(name) ? texts.get("mfa.operation." + name) : withoutLinks(name);
    }

    /** Breaks up URLs: an attacker can name a shop {@code www.example.com}, which mail programs would turn into a link. */
    private static String withoutLinks(String name) {
        return name.replace(".", " . ").replace("://", " ");
    }
}
