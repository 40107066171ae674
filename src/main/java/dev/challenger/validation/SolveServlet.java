package dev.challenger.validation;

import dev.challenger.audit.AuditEvent;
import dev.challenger.http.Accept;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.transmission.Delivery;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** {@code /solve/$NONCE}: a person enters the TAN. */
public final class SolveServlet extends PersonEndpoint {
    private static final long serialVersionUID = 1;

    private ValidationLimits limits;
    private ValidationRules rules;
    private ValidationStore store;
    private Delivery delivery;
    private ValidationAudit audit;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        limits = parts.limits();
        rules = parts.rules();
        store = parts.store();
        delivery = parts.delivery();
        audit = parts.audit();
    }

    private record InvalidPin(
            String type,
            int code,
            String hint,
            int addressesLeft,
            int pinTransmissionsLeft,
            int authAttemptsLeft,
            boolean exhausted,
            boolean noChallenge) {}

    @Override
    protected Reply post(Exchange exchange) {
        Secret nonce = exchange.nonce();
        Instant now = clock.instant();
        try {
            Parameters form = exchange.form();
            Solution solution = store.change(nonce.hash(), now, before -> solve(exchange, before, form, now));
            tell(exchange, solution);
            return render(exchange, nonce, now, solution);
        } catch (Problem problem) {
            return pages.refused(exchange, nonce, Map.of(), problem, now);
        }
    }

    private Solution solve(Exchange exchange, Validation before, Parameters form, Instant now) {
        try {
            return rules.solve(before, () -> form.get("pin", Tan::parse), now);
        } catch (Problem problem) {
            if (problem.code() == ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS) {
                audit.wrong(before, Reason.EXHAUSTED, exchange);
            }
            throw problem;
        }
    }

    private void tell(Exchange exchange, Solution solution) {
        Validation after = solution.after();
        if (solution instanceof Solution.Refused refused) {
            audit.wrong(after, refused.reason(), exchange);
        } else if (solution instanceof Solution.Completed completed && completed.now()) {
            audit.write(AuditEvent.SOLVED, after, exchange);
            delivery.entered(Objects.requireNonNull(after.destination()).address());
        }
    }

    private Reply render(Exchange exchange, Secret nonce, Instant now, Solution solution) {
        if (solution instanceof Solution.Refused refused) {
            return exchange.html()
                    ? pages.wrong(nonce, refused, now)
                    : Reply.json(403, invalidPin(refused.after(), refused.reason()));
        }
        String url = pages.redirectUrl(solution.after());
        return exchange.accept() == Accept.JSON ? Reply.json(200, new Completed(url)) : Reply.redirect(url);
    }

    private InvalidPin invalidPin(Validation validation, Reason reason) {
        ErrorCode code = ErrorCode.CHALLENGER_INVALID_PIN;
        int attemptsLeft = ChallengeStatus.attemptsLeft(validation);
        boolean nothingSent = reason == Reason.NOTHING_SENT;
        return new InvalidPin(
                "pending",
                code.number(),
                code.hint(),
                validation.changesLeft(),
                ChallengeStatus.transmissionsLeft(validation, limits),
                attemptsLeft,
                !nothingSent && attemptsLeft == 0,
                nothingSent);
    }
}
