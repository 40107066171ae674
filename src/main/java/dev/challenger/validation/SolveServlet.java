package dev.challenger.validation;

import dev.challenger.audit.AuditEvent;
import dev.challenger.http.Accept;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.tan.TanProblem;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.transmission.Delivery;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /solve/$NONCE}, where a person enters the TAN (spec section 3). */
public final class SolveServlet extends PersonEndpoint {
    private static final long serialVersionUID = 1;

    private ValidationLimits limits;
    private ValidationRules rules;
    private Delivery delivery;
    private ValidationAudit audit;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        limits = parts.limits();
        rules = parts.rules();
        delivery = parts.delivery();
        audit = parts.audit();
    }

    /**
     * The answer to an entry that was not right.
     *
     * @param detail the reason why the entry was not compared; null if it was
     */
    private record InvalidPin(
            String type,
            int code,
            String hint,
            @Nullable String detail,
            int addressesLeft,
            int pinTransmissionsLeft,
            int authAttemptsLeft,
            boolean exhausted,
            boolean noChallenge) {}

    @Override
    protected Reply post(Exchange exchange) {
        Secret nonce = NonceInPath.of(exchange);
        Instant now = clock.instant();
        Parameters form;
        try {
            form = exchange.form();
        } catch (Problem unreadable) {
            if (!exchange.html()) {
                throw unreadable;
            }
            return render(exchange, nonce, new Refused(store.get(nonce.hash(), now), unreadable));
        }
        Solution solution = store.change(
                nonce.hash(), now, before -> rules.solve(before, () -> TanProblem.parse("pin", form.find("pin")), now));
        record(exchange, solution);
        return render(exchange, nonce, solution);
    }

    private void record(Exchange exchange, Solution solution) {
        Validation after = solution.after();
        if (solution instanceof Solution.Wrong wrong) {
            audit.wrong(after, wrong.reason(), exchange);
        } else if (solution instanceof Refused refused
                && refused.problem().code() == ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS) {
            audit.wrong(after, Reason.EXHAUSTED, exchange);
        } else if (solution instanceof Solution.Completed completed && completed.now()) {
            audit.write(AuditEvent.SOLVED, after, exchange);
            delivery.entered(Objects.requireNonNull(after.destination()).address());
        }
    }

    private Reply render(Exchange exchange, Secret nonce, Solution solution) {
        ValidationPages shown = pages.of(exchange, solution.after());
        if (solution instanceof Refused refused) {
            return refused(exchange, refused, () -> shown.refusedCode(nonce, refused, clock.instant()));
        }
        if (solution instanceof Solution.Wrong wrong) {
            return exchange.html()
                    ? shown.wrong(nonce, wrong, clock.instant())
                    : Reply.json(403, invalidPin(wrong.after(), wrong.reason()));
        }
        String url = shown.redirectUrl(nonce, solution.after());
        return exchange.accept() == Accept.JSON ? Reply.json(200, new Completed(url)) : Reply.redirect(url);
    }

    private InvalidPin invalidPin(Validation validation, Reason reason) {
        ErrorCode code = ErrorCode.CHALLENGER_INVALID_PIN;
        String detail = detail(reason);
        return new InvalidPin(
                "pending",
                code.number(),
                detail == null ? code.hint() : "The entry was not compared: there is no code that could be entered.",
                detail,
                validation.changesLeft(),
                ChallengeStatus.transmissionsLeft(validation, limits),
                ChallengeStatus.attemptsLeft(validation),
                reason == Reason.EXHAUSTED,
                reason == Reason.NOTHING_SENT);
    }

    private static @Nullable String detail(Reason reason) {
        return switch (reason) {
            case WRONG -> null;
            case EXPIRED -> "the code has expired";
            case EXHAUSTED -> "all attempts at the code were used up before";
            case NOTHING_SENT -> "no code was sent";
        };
    }
}
