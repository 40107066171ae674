package dev.challenger.mfa;

import dev.challenger.tan.Tan;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Message;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Writes the message with the TAN of a challenge. It never has a link, since mail scanners open links. */
final class MfaMessages {
    private final Languages languages;
    private final Derivation derivation;
    private final Optional<String> host;

    /**
     * @param host the host of the page where TANs are entered, if it is known. A phone fills in the TAN on pages of this host
     *     only ({@code @host #12345678}, origin-bound one-time codes)
     */
    MfaMessages(Languages languages, Derivation derivation, Optional<String> host) {
        this.languages = languages;
        this.derivation = derivation;
        this.host = host;
    }

    /**
     * @param challenge a challenge that has a TAN
     * @param preference of the request that has it sent
     */
    Message of(TanChallenge challenge, Preference preference) {
        Texts texts = languages.of(challenge.client()).choose(preference, Optional.ofNullable(challenge.language()));
        TanChallenge.Bound bound = challenge.bound();
        Tan tan = derivation.tan(challenge);
        String asker = withoutLinks(bound.instance());
        String operation = operation(texts, bound.operation());
        String reference = derivation.reference(challenge);
        Instant until = Objects.requireNonNull(challenge.tans().sent()).expiresAt();
        String text = switch (bound.channel()) {
            case SMS ->
                texts.get("mfa.message.short", tan.digits(), asker, operation, texts.shortTime(until), reference)
                        + filledIn(tan);
            case EMAIL -> texts.get("mfa.message.text", tan.digits(), asker, operation, texts.time(until), reference);
        };
        return new Message(
                bound.address(), texts.get("mfa.message.subject", asker, reference), text, tan, asker, reference);
    }

    /** The line for phones. No line end follows it: phones read the last line, which would then be empty. */
    private String filledIn(Tan tan) {
        return host.map(name -> "\n\n@" + name + " #" + tan.digits()).orElse("");
    }

    private static String operation(Texts texts, String name) {
        return Demand.OPERATIONS.contains(name) ? texts.get("mfa.operation." + name) : withoutLinks(name);
    }

    /** Breaks up URLs: an attacker can name a shop {@code www.example.com}, which mail programs would turn into a link. */
    private static String withoutLinks(String name) {
        return name.replace(".", " . ").replace("://", " ");
    }
}
