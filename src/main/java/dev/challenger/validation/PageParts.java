package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.tan.SentTan;
import dev.challenger.text.Texts;
import dev.challenger.validation.ValidationPage.Code;
import dev.challenger.validation.ValidationPage.Form;
import dev.challenger.validation.ValidationPage.Notice;
import dev.challenger.validation.ValidationPage.Resend;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the parts of the pages of a validation in one language, and puts them together. */
final class PageParts {
    /** Added to the time for which a TAN is valid, so that the page after a slow hand-over does not tell a minute less. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private final AddressForms forms;
    private final String channel;
    private final Derivation derivation;
    private final WaysBack back;
    private final Texts texts;

    PageParts(AddressPolicy policy, Derivation derivation, WaysBack back, Texts texts) {
        this.forms = new AddressForms(policy, texts);
        this.channel = policy.type().channel().toString();
        this.derivation = derivation;
        this.back = back;
        this.texts = texts;
    }

    /** @param problem the refusal that the page tells; null if it tells none */
    record Shown(
            int status,
            Secret nonce,
            Validation validation,
            @Nullable Problem problem) {}

    /** Returns the page that asks for the address, or the one that asks for the code if there is one. */
    Reply page(Shown shown, @Nullable Notice notice, @Nullable Form form, @Nullable Code code) {
        Validation validation = shown.validation;
        String nonce = shown.nonce.text();
        return Reply.page(
                shown.status,
                code == null ? "address" : "tan",
                new ValidationPage(
                        nonce,
                        channel,
                        validation.client().name(),
                        back.without(shown.nonce, validation, ending(shown.problem, form, code)),
                        back.bookmark(shown.nonce),
                        notice,
                        form,
                        code),
                texts);
    }

    /** Returns the reason that the client learns if the person returns from a page. */
    private static Ending ending(@Nullable Problem problem, @Nullable Form form, @Nullable Code code) {
        boolean over = code != null
                && form == null
                && !code.enterable()
                && code.resend().left() == 0;
        if (over || problem instanceof UsedUp) {
            return Ending.USED_UP;
        }
        return problem != null && problem.retryAfter().isPresent() ? Ending.UNAVAILABLE : Ending.CANCELLED;
    }

    /** Returns null if the address cannot be changed and a TAN was sent to it. */
    @Nullable
    Form form(Validation validation, Map<String, String> typed, @Nullable Problem wrong, @Nullable String refused) {
        return validation.fixAddress() && validation.tans().sent() != null
                ? null
                : forms.of(validation, typed, wrong, refused);
    }

    @Nullable
    Form form(Validation validation) {
        return form(validation, Map.of(), null, null);
    }

    /** @param fault the reason why the last entry was refused; null if there is none */
    @Nullable
    Code code(Validation validation, @Nullable String fault, Instant now) {
        Destination destination = validation.destination();
        SentTan tan = validation.tans().sent();
        if (destination == null || tan == null) {
            return null;
        }
        boolean enterable = tan.good(now);
        return new Code(
                destination.address().shown(),
                derivation.reference(validation),
                enterable,
                tan.attemptsLeft(),
                Duration.between(now, tan.expiresAt()).plus(LATENESS),
                tan.expiresAt(),
                enterable ? fault : null,
                !enterable && fault != null,
                Resend.of(destination, tan, now));
    }
}
