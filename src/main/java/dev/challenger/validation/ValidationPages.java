package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.TanProblem;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.text.Texts;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.ValidationPage.Code;
import dev.challenger.validation.ValidationPage.Form;
import dev.challenger.validation.ValidationPage.Notice;
import dev.challenger.validation.ValidationPage.Resend;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses and fills the pages of a validation in one language. A person always gets the page that fits its current state. */
public final class ValidationPages {
    /** The templates of the pages. */
    static final Set<String> NAMES = Set.of("address", "meant", "tan", "done", "post", "languages");

    private static final Set<ErrorCode> INPUT =
            Set.of(ErrorCode.GENERIC_PARAMETER_MISSING, ErrorCode.GENERIC_PARAMETER_MALFORMED);

    /** Added to the time for which a TAN is valid, so that the page after a slow hand-over does not tell a minute less. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private final AddressForms forms;
    private final String channel;
    private final Explanations explanations;
    private final Derivation derivation;
    private final WaysBack back;
    private final TestAddresses tests;
    private final Texts texts;

    public ValidationPages(
            AddressPolicy policy, Derivation derivation, WaysBack back, TestAddresses tests, Texts texts) {
        this.forms = new AddressForms(policy, texts);
        this.channel = policy.type().channel().toString();
        this.explanations = new Explanations(texts, channel);
        this.derivation = derivation;
        this.tests = tests;
        this.texts = texts;
        this.back = back;
    }

    /** Returns the URL to which a person goes on after the validation is solved. */
    String redirectUrl(Secret nonce, Validation validation) {
        return back.solved(nonce, validation);
    }

    /** Returns the current page. */
    Reply now(Secret nonce, Validation validation, Instant now) {
        return validation.solved() ? done(nonce, validation) : standing(nonce, validation, null, now);
    }

    private Reply done(Secret nonce, Validation validation) {
        String asker = validation.client().name();
        return validation.authorization().formPost()
                ? post(new PostPage(channel, asker, true, validation.redirectUri(), back.form(validation)))
                : Reply.page(
                        200, "done", new DonePage(nonce.text(), channel, asker, redirectUrl(nonce, validation)), texts);
    }

    private Reply post(PostPage page) {
        return Reply.page(200, "post", page, texts);
    }

    /** Sends a browser to a client with an error: by a redirect, or by a page that posts it. */
    Reply without(Recipient to, RequestError error) {
        return to.formPost()
                ? post(new PostPage(channel, to.client().name(), false, to.redirectUri(), back.form(to, error)))
                : Reply.redirect(back.without(to, error));
    }

    /** Shows the result of submitting an address: a message was sent, or it was too early for another one. */
    Reply submitted(Secret nonce, Submission submission, Instant now) {
        boolean first = submission instanceof Submission.Sending sending && sending.isFirst();
        String key = submission instanceof Submission.Sending ? "notice.sent" : "notice.waiting";
        // The page says itself that the first message was sent.
        Notice notice = first ? null : new Notice(false, texts.on(channel, key));
        return standing(nonce, submission.after(), notice, now);
    }

    /** Asks a person about an address that looks mistyped. */
    Reply doubted(Secret nonce, Submission.Doubted doubted) {
        Validation validation = doubted.after();
        return Reply.page(
                200,
                "meant",
                new MeantPage(
                        nonce.text(),
                        channel,
                        validation.client().name(),
                        back.without(nonce, validation, Ending.CANCELLED),
                        doubted.typed().shown().getOrDefault(Field.CONTACT_EMAIL.name(), ""),
                        doubted.meant().shown().getOrDefault(Field.CONTACT_EMAIL.name(), "")),
                texts);
    }

    /** @param news the result of the request; for a test address the page tells instead that nothing is sent */
    private Reply standing(Secret nonce, Validation validation, @Nullable Notice news, Instant now) {
        Notice notice = test(validation, now) ? new Notice(false, texts.get("notice.test")) : news;
        return page(new Shown(200, nonce, validation, null), notice, form(validation), code(validation, null, now));
    }

    /** Returns true if the current TAN was not sent because the address is a test address. */
    private boolean test(Validation validation, Instant now) {
        Destination destination = validation.destination();
        return destination != null && validation.tans().good(now) && tests.contain(destination.address(), now);
    }

    Reply wrong(Secret nonce, Solution.Wrong wrong, Instant now) {
        Validation validation = wrong.after();
        int left = ChallengeStatus.attemptsLeft(validation);
        String text = explanations.of(wrong);
        boolean enterable = wrong.reason() == Reason.WRONG && left > 0;
        Notice notice = enterable ? null : new Notice(true, text);
        Code code = code(validation, enterable ? text : null, now);
        return page(new Shown(403, nonce, validation, null), notice, form(validation), code);
    }

    /**
     * Answers an address that was refused, with the current page. Its faults are shown at the address form, with the
     * submitted values, and never at the form for the code.
     */
    Reply refusedAddress(Secret nonce, Refused refused, Map<String, String> typed, Instant now) {
        Validation validation = refused.after();
        Problem problem = refused.problem();
        if (validation.solved()) {
            return now(nonce, validation, now);
        }
        boolean input = INPUT.contains(problem.code());
        String told = input && validation.fixAddress()
                ? texts.on(channel, "notice.read-only")
                : explanations.of(validation, problem);
        boolean other = isOther(validation, refused.address());
        Form form = form(validation, typed, input ? problem : null, other ? told : null);
        boolean inForm = form != null && (form.wrong() || other);
        Notice notice = inForm ? null : new Notice(true, told);
        return page(new Shown(problem.status(), nonce, validation, problem), notice, form, code(validation, null, now))
                .refusing(problem);
    }

    /** Returns true if a code was sent to another address than the one submitted. */
    private static boolean isOther(Validation validation, @Nullable Address submitted) {
        Destination to = validation.destination();
        return submitted != null
                && validation.tans().sent() != null
                && to != null
                && !to.address().same(submitted);
    }

    /** Answers an entry that was refused, with the current page. The address form stays as it was. */
    Reply refusedCode(Secret nonce, Refused refused, Instant now) {
        Validation validation = refused.after();
        Problem problem = refused.problem();
        if (validation.solved()) {
            return now(nonce, validation, now);
        }
        boolean pin =
                INPUT.contains(problem.code()) && problem.detail().orElse("").equals("pin");
        boolean enterable = pin && validation.tans().good(now);
        Code code = code(
                validation,
                enterable ? texts.on(channel, TanProblem.fault(problem).key()) : null,
                now);
        Notice notice = enterable
                ? null
                : new Notice(true, pin ? explanations.ofNoUse(validation) : explanations.of(validation, problem));
        return page(new Shown(problem.status(), nonce, validation, problem), notice, form(validation), code)
                .refusing(problem);
    }

    /** @param problem the refusal that the page tells; null if it tells none */
    private record Shown(
            int status,
            Secret nonce,
            Validation validation,
            @Nullable Problem problem) {}

    private Reply page(Shown shown, @Nullable Notice notice, @Nullable Form form, @Nullable Code code) {
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
    private @Nullable Form form(
            Validation validation, Map<String, String> typed, @Nullable Problem wrong, @Nullable String refused) {
        return validation.fixAddress() && validation.tans().sent() != null
                ? null
                : forms.of(validation, typed, wrong, refused);
    }

    private @Nullable Form form(Validation validation) {
        return form(validation, Map.of(), null, null);
    }

    private @Nullable Code code(Validation validation, @Nullable String error, Instant now) {
        Destination destination = validation.destination();
        SentTan tan = validation.tans().sent();
        if (destination == null || tan == null) {
            return null;
        }
        return new Code(
                destination.address().shown(),
                derivation.reference(validation),
                tan.good(now),
                tan.attemptsLeft(),
                Duration.between(now, tan.expiresAt()).plus(LATENESS),
                tan.expiresAt(),
                error,
                Resend.of(destination, tan, now));
    }
}
