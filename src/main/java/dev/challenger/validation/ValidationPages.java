package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.limit.Breaker;
import dev.challenger.secret.Secret;
import dev.challenger.tan.SentTan;
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
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages a person meets on the way to a solved validation: always the one needed now. */
public final class ValidationPages {
    private static final Set<ErrorCode> INPUT =
            Set.of(ErrorCode.GENERIC_PARAMETER_MISSING, ErrorCode.GENERIC_PARAMETER_MALFORMED);

    private final AddressForms forms;
    private final String channel;
    private final Derivation derivation;
    private final ValidationStore store;
    private final TestAddresses tests;
    private final Texts texts;
    private final String issuer;

    public ValidationPages(
            AddressPolicy policy,
            Derivation derivation,
            ValidationStore store,
            TestAddresses tests,
            Texts texts,
            String issuer) {
        this.forms = new AddressForms(policy, texts);
        this.channel = policy.type().channel().toString();
        this.derivation = derivation;
        this.store = store;
        this.tests = tests;
        this.texts = texts;
        this.issuer = issuer;
    }

    /** Where the person goes on. Public as all models are: a template sees nothing of other classes. */
    public record DonePage(String channel, String asker, String redirectUrl) {}

    /** Where a person goes on once the validation is solved. */
    String redirectUrl(Validation validation) {
        return Redirection.of(validation, derivation.code(validation), issuer);
    }

    /**
     * What a person sees who submits nothing.
     *
     * @throws Problem code 9755 if there is no such validation
     */
    Reply now(Secret nonce, Instant now) {
        return now(nonce, store.get(nonce.hash(), now), now);
    }

    Reply now(Secret nonce, Validation validation, Instant now) {
        return validation.solved()
                ? Reply.page(
                        200, "done", new DonePage(channel, validation.client().name(), redirectUrl(validation)))
                : standing(nonce, validation, null, now);
    }

    /** @param transmitted whether a message is on its way, or else was before */
    Reply submitted(Secret nonce, Validation validation, boolean transmitted, Instant now) {
        Notice notice = new Notice(false, texts.on(channel, transmitted ? "notice.sent" : "notice.waiting"));
        return standing(nonce, validation, notice, now);
    }

    /** @param news what just happened; where nothing is ever sent, that is told in its place */
    private Reply standing(Secret nonce, Validation validation, @Nullable Notice news, Instant now) {
        Notice notice = test(validation, now) ? new Notice(false, texts.get("notice.test")) : news;
        return page(200, nonce, validation, notice, form(validation, Map.of(), null), code(validation, null, now));
    }

    /** Whether the TAN to be entered now was sent nowhere. */
    private boolean test(Validation validation, Instant now) {
        Destination destination = validation.destination();
        return destination != null && validation.tans().good(now) && tests.contain(destination.address(), now);
    }

    Reply wrong(Secret nonce, Solution.Refused refused, Instant now) {
        Validation validation = refused.after();
        int left = ChallengeStatus.attemptsLeft(validation);
        String text = switch (refused.reason()) {
            case WRONG -> texts.on(channel, left == 0 ? "pin.exhausted" : "pin.wrong");
            case EXPIRED -> texts.get("pin.expired");
            case EXHAUSTED -> texts.get("pin.exhausted");
            case NOTHING_SENT -> texts.get("pin.nothing-sent");
        };
        boolean enterable = refused.reason() == Reason.WRONG && left > 0;
        Notice notice = enterable ? null : new Notice(true, text);
        Code code = code(validation, enterable ? text : null, now);
        return page(403, nonce, validation, notice, form(validation, Map.of(), null), code);
    }

    /**
     * A refusal, to a person as the page needed now with what is wrong and the input kept; to a program, and where there is
     * no such page, as the problem itself.
     */
    Reply refused(Exchange exchange, Secret nonce, Map<String, String> typed, Problem problem, Instant now) {
        if (!exchange.html() || problem.status() == 404 || problem.status() == 500 || problem.status() == 503) {
            throw problem;
        }
        Validation validation = store.get(nonce.hash(), now);
        if (validation.solved()) {
            return now(nonce, validation, now);
        }
        boolean input = INPUT.contains(problem.code());
        boolean pin = input && problem.detail().orElse("").equals("pin");
        Form form = form(validation, typed, input ? problem : null);
        Code code = code(validation, pin ? texts.on(channel, "pin.malformed") : null, now);
        boolean told = pin && code != null || form != null && form.wrong();
        Notice notice = told ? null : new Notice(true, explanation(problem));
        return page(problem.status(), nonce, validation, notice, form, code).refusing(problem);
    }

    private String explanation(Problem problem) {
        return switch (problem.code()) {
            case CHALLENGER_HELPER_EXEC_FAILED -> texts.on(channel, "notice.not-sent");
            case CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY -> texts.on(channel, "notice.read-only");
            case CHALLENGER_TOO_MANY_ATTEMPTS ->
                problem.retryAfter()
                        .map(wait -> texts.on(channel, later(problem), texts.duration(wait)))
                        .orElseGet(() -> texts.get("notice.exhausted"));
            default -> texts.get("notice.request");
        };
    }

    private static String later(Problem problem) {
        boolean stopped = problem.detail().orElse("").equals(Breaker.REFUSAL);
        return stopped ? "notice.stopped" : "notice.budget";
    }

    private Reply page(
            int status,
            Secret nonce,
            Validation validation,
            @Nullable Notice notice,
            @Nullable Form form,
            @Nullable Code code) {
        String asker = validation.client().name();
        return Reply.page(
                status,
                code == null ? "address" : "tan",
                new ValidationPage(nonce.text(), channel, asker, notice, form, code));
    }

    /** Null if the address cannot be changed, and has a TAN out. */
    private @Nullable Form form(Validation validation, Map<String, String> typed, @Nullable Problem wrong) {
        return validation.fixAddress() && validation.tans().sent() != null ? null : forms.of(validation, typed, wrong);
    }

    private @Nullable Code code(Validation validation, @Nullable String error, Instant now) {
        Destination destination = validation.destination();
        SentTan tan = validation.tans().sent();
        if (destination == null || tan == null) {
            return null;
        }
        return new Code(
                destination.address().fields(),
                derivation.reference(validation),
                tan.good(now),
                tan.attemptsLeft(),
                tan.expiresAt().truncatedTo(ChronoUnit.SECONDS),
                error,
                new Resend(destination.transmissionsLeft(), wait(tan, now)));
    }

    /** Returns the time until the next message may be sent, rounded up to whole seconds. */
    private static Duration wait(SentTan tan, Instant now) {
        return tan.exhausted() || !now.isBefore(tan.resendAt())
                ? Duration.ZERO
                : Duration.between(now, tan.resendAt()).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }
}
