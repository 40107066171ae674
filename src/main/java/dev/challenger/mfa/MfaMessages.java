package dev.challenger.mfa;

import dev.challenger.text.Texts;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Tan;
import java.util.Objects;
import java.util.Set;

/** Writes the message that carries the TAN of a challenge: never a link, since mail scanners open links. */
final class MfaMessages {
    /** Those that have a text of their own; of others people read the name. */
    private static final Set<String> OPERATIONS =
            Set.of("instance_provision", "account_config", "auth_config", "instance_deletion", "auth_token_creation");

    private final Texts texts;
    private final Derivation derivation;

    MfaMessages(Texts texts, Derivation derivation) {
        this.texts = texts;
        this.derivation = derivation;
    }

    /** @param challenge one with a TAN */
    Message of(TanChallenge challenge) {
        TanChallenge.Bound bound = challenge.bound();
        Tan tan = derivation.tan(challenge);
        String asker = withoutLinks(bound.instance());
        String reference = derivation.reference(challenge);
        String until = texts.time(Objects.requireNonNull(challenge.tan()).expiresAt());
        return new Message(
                bound.channel().address(bound.address()),
                texts.get("mfa.message.subject", asker, reference),
                texts.get("mfa.message.text", tan.written(), asker, operation(bound.operation()), until, reference),
                tan);
    }

    private String operation(String name) {
        return OPERATIONS.contains(name) ? texts.get("mfa.operation." + name) : withoutLinks(name);
    }

    /** A stranger can ask for a shop called {@code www.example.com}, and mail programs would make a link of that. */
    private static String withoutLinks(String name) {
        return name.replace(".", " . ").replace("://", " ");
    }
}
