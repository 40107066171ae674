package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Rows.Change;
import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import dev.challenger.wire.Timestamp;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code /challenge/$NONCE}: a person submits an address, and a TAN is sent there. An id with a {@code -} in place of the
 * nonce is that of a TAN challenge: a function from {@link ValidationParts} answers it, because package {@code confirm},
 * which knows how, is above this one.
 */
public final class ChallengeServlet extends PersonEndpoint {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = System.getLogger(ChallengeServlet.class.getName());

    private AddressPolicy policy;
    private ValidationRules rules;
    private ValidationStore store;
    private ValidationMessages messages;
    private Delivery delivery;
    private Origin origin;
    private ValidationAudit audit;
    private Function<Exchange, Optional<Reply>> tanChallenges;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        policy = parts.policy();
        rules = parts.rules();
        store = parts.store();
        messages = parts.messages();
        delivery = parts.delivery();
        origin = parts.origin();
        audit = parts.audit();
        tanChallenges = parts.tanChallenges();
    }

    @Override
    protected Optional<Reply> answerElsewhere(Exchange exchange) {
        return tanChallenges.apply(exchange);
    }

    private record Created(
            String type,
            int attemptsLeft,
            Map<String, String> address,
            boolean transmitted,
            Timestamp retransmissionTime) {}

    @Override
    protected Reply post(Exchange exchange) {
        Secret nonce = exchange.nonce();
        Parameters form = exchange.form();
        Map<String, String> typed =
                form.only(policy.type().fields().stream().map(Field::name).toList());
        try {
            return render(exchange, nonce, submit(exchange, nonce, typed));
        } catch (Problem problem) {
            return pages.refused(exchange, nonce, typed, problem, clock.instant());
        }
    }

    private Submission submit(Exchange exchange, Secret nonce, Map<String, String> typed) {
        Instant now = clock.instant();
        Submission submission = store.change(nonce.hash(), now, before -> submit(exchange, before, typed, now));
        if (submission instanceof Submission.Sending sending) {
            send(exchange, nonce, sending);
        }
        return submission;
    }

    private Submission submit(Exchange exchange, Validation before, Map<String, String> typed, Instant now) {
        try {
            return rules.submit(before, typed, now);
        } catch (Problem problem) {
            if (problem.code() == ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS) {
                audit.refused(before, policy.prefill(typed), problem, exchange);
            }
            throw problem;
        }
    }

    /** Hands the message over. Its transmission has been claimed, and no transaction is open meanwhile. */
    private void send(Exchange exchange, Secret nonce, Submission.Sending sending) {
        Validation validation = sending.after();
        try {
            boolean sent = delivery.send(
                    messages.of(validation),
                    Long.toString(validation.client().id()),
                    exchange.network(origin),
                    clock.instant());
            if (!sent) {
                LOG.log(
                        Level.WARNING,
                        "Validation {0}: nothing is sent to a test address",
                        Long.toString(validation.id()));
            }
        } catch (TransmissionException e) {
            LOG.log(Level.WARNING, "Validation {0}: {1}", Long.toString(validation.id()), e.getMessage());
            throw notSent(exchange, nonce, sending, new Problem(ErrorCode.CHALLENGER_HELPER_EXEC_FAILED));
        } catch (Problem budget) {
            throw notSent(exchange, nonce, sending, budget);
        } catch (RuntimeException bug) {
            giveBack(nonce, sending);
            throw bug;
        }
        audit.write(AuditEvent.SENT, validation, exchange);
    }

    private Problem notSent(Exchange exchange, Secret nonce, Submission.Sending sending, Problem problem) {
        audit.refused(sending.after(), sending.after().lastAddress(), problem, exchange);
        giveBack(nonce, sending);
        return problem;
    }

    private record GivenBack(Validation after) implements Change<Validation> {}

    private void giveBack(Secret nonce, Submission.Sending sending) {
        store.change(nonce.hash(), clock.instant(), current -> new GivenBack(rules.giveBack(current, sending)));
    }

    private Reply render(Exchange exchange, Secret nonce, Submission submission) {
        Validation validation = submission.after();
        if (submission instanceof Submission.Completed) {
            String url = pages.redirectUrl(validation);
            return exchange.html() ? Reply.redirect(url) : Reply.json(200, new Completed(url));
        }
        boolean transmitted = submission instanceof Submission.Sending;
        return exchange.html()
                ? pages.submitted(nonce, validation, transmitted, clock.instant())
                : Reply.json(
                        200,
                        new Created(
                                "created",
                                ChallengeStatus.attemptsLeft(validation),
                                Objects.requireNonNull(validation.destination())
                                        .address()
                                        .fields(),
                                transmitted,
                                ChallengeStatus.retransmissionTime(validation)));
    }
}
