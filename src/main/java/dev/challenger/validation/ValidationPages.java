package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.http.Asker;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.text.Texts;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.PageParts.Shown;
import dev.challenger.validation.ValidationPage.Code;
import dev.challenger.validation.ValidationPage.Form;
import dev.challenger.validation.ValidationPage.Notice;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses and fills the pages of a validation in one language. A person always gets the page that fits its current state. */
public final class ValidationPages {
    /** The templates of the pages. */
    static final Set<String> NAMES = Set.of("address", "meant", "tan", "done", "post", LanguagesPage.NAME);

    private final PageParts parts;
    private final String channel;
    private final Explanations explanations;
    private final WaysBack back;
    private final TestAddresses tests;
    private final Texts texts;

    public ValidationPages(
            AddressPolicy policy, Derivation derivation, WaysBack back, TestAddresses tests, Texts texts) {
        this.parts = new PageParts(policy, derivation, back, texts);
        this.channel = policy.type().channel().toString();
        this.explanations = new Explanations(texts, channel);
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

    /** Shows a refusal without a page of its own. */
    Reply error(Problem problem, Secret nonce, Validation validation, Instant now) {
        Ending ending = problem.status() >= 500 ? Ending.UNAVAILABLE : Ending.REFUSED;
        return Reply.error(problem, asker(nonce, validation, back.of(nonce, validation, ending, now)), texts);
    }

    /** Returns the page on which a person chooses another language. */
    Reply languages(Secret nonce, Validation validation, Instant now) {
        // Once the validation is solved there is nothing to cancel.
        Asker asker = asker(
                nonce, validation, validation.solved() ? null : back.of(nonce, validation, Ending.CANCELLED, now));
        return Reply.page(200, LanguagesPage.NAME, new LanguagesPage("?", asker), texts);
    }

    private Asker asker(Secret nonce, Validation validation, @Nullable String backUrl) {
        String name = validation.client().name();
        return new Asker(name, texts.on(channel, "frame.for", name), name, backUrl, "challenge/" + nonce.text() + "?");
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
        return parts.page(
                new Shown(200, nonce, validation, null),
                notice,
                parts.form(validation),
                parts.code(validation, null, now));
    }

    /** Returns true if the current TAN was not sent because the address is a test address. */
    private boolean test(Validation validation, Instant now) {
        Destination destination = validation.destination();
        return destination != null && validation.tans().good(now) && tests.contain(destination.address(), now);
    }

    /** Answers an entry that was not right, with the current page. */
    Reply wrong(Secret nonce, Solution.Wrong wrong, Instant now) {
        Validation validation = wrong.after();
        Code code = parts.code(validation, texts.on(channel, "pin.wrong"), now);
        return parts.page(new Shown(403, nonce, validation, null), notSent(code), parts.form(validation), code);
    }

    private @Nullable Notice notSent(@Nullable Code code) {
        return code == null ? new Notice(true, texts.get("pin.nothing-sent")) : null;
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
        boolean input = problem.isAboutParameter();
        String told = input && validation.fixAddress()
                ? texts.on(channel, "notice.read-only")
                : explanations.of(validation, problem);
        boolean other = isOther(validation, refused.address());
        Form form = parts.form(validation, typed, input ? problem : null, other ? told : null);
        boolean inForm = form != null && (form.wrong() || other);
        Notice notice = inForm ? null : new Notice(true, told);
        return parts.page(
                        new Shown(problem.status(), nonce, validation, problem),
                        notice,
                        form,
                        parts.code(validation, null, now))
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
        String fault = explanations.ofEntry(problem);
        Code code = parts.code(validation, fault, now);
        Notice notice = fault == null ? new Notice(true, explanations.of(validation, problem)) : notSent(code);
        return parts.page(new Shown(problem.status(), nonce, validation, problem), notice, parts.form(validation), code)
                .refusing(problem);
    }
}
