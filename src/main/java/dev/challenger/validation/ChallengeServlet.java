package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.db.Rows.Change;
import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.limit.Claimed;
import dev.challenger.limit.Counting;
import dev.challenger.secret.Secret;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Delivery.Result;
import dev.challenger.transmission.Permit;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import dev.challenger.wire.Timestamp;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code /challenge/$NONCE}, where a person submits an address and a TAN is sent to it (spec section 3). An id with a
 * {@code -} in place of the nonce belongs to a TAN challenge: a function from {@link ValidationParts} answers it, because
 * package {@code confirm}, which knows how, is above this one.
 */
public final class ChallengeServlet extends PersonEndpoint {
    private static final long serialVersionUID = 1;
    /** The codes of refusals to send that are no fault of the entry. */
    private static final Set<ErrorCode> NOT_SENT =
            Set.of(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, ErrorCode.CHALLENGER_HELPER_EXEC_FAILED);

    /** The parameter by which a person insists on an address that looks mistyped. */
    private static final String AS_TYPED = "as_typed";

    private static final Logger LOG = System.getLogger(ChallengeServlet.class.getName());

    private AddressPolicy policy;
    private List<String> fields;
    private ValidationRules rules;
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
        fields = policy.type().fields().stream().map(Field::name).toList();
        rules = parts.rules();
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
        Map<String, String> typed = form.only(fields);
        boolean doubt = exchange.html() && form.bytes(AS_TYPED).isEmpty();
        Instant now = clock.instant();
        Submission submission;
        try (Permit permit = new Permit()) {
            Claimed<Submission> claimed = store.claim(
                    nonce.hash(),
                    now,
                    before -> permitted(exchange, doubted(rules.submit(before, typed, now), doubt), permit),
                    after -> counting(exchange, after));
            submission = claimed.decision();
            if (submission instanceof Submission.Sending sending) {
                Counting counted = claimed.counted().orElseThrow();
                submission = send(
                        exchange,
                        nonce,
                        sending,
                        () -> delivery.send(permit, messages.of(sending.after(), now), counted, clock.instant()));
            } else if (submission instanceof Refused refused
                    && NOT_SENT.contains(refused.problem().code())) {
                audit.refused(refused.after(), refused.address(), refused.problem(), exchange);
            }
        }
        return submission instanceof Refused refused
                ? refused(
                        exchange,
                        refused,
                        () -> pages.of(exchange, refused.after())
                                .refusedAddress(nonce, refused, typed, clock.instant()))
                : render(exchange, nonce, submission);
    }

    /** Asks a person about the first message to an address that looks mistyped. Programs know what they send. */
    private Submission doubted(Submission submission, boolean doubt) {
        if (!doubt
                || !(submission instanceof Submission.Sending sending)
                || !sending.isFirst()
                || sending.before().readOnly()) {
            return submission;
        }
        return policy.meant(sending.to())
                .<Submission>map(meant -> new Submission.Doubted(sending.before(), sending.to(), meant))
                .orElse(sending);
    }

    /**
     * Takes the permit to send before the transmission is claimed, so that a refusal uses nothing up. The message has the
     * language of the page.
     */
    private Submission permitted(Exchange exchange, Submission submission, Permit permit) {
        if (!(submission instanceof Submission.Sending sending)) {
            return submission;
        }
        Address to = sending.to();
        return delivery.take(permit, to, ErrorCode.CHALLENGER_HELPER_EXEC_FAILED, clock.instant())
                .<Submission>map(busy -> new Refused(sending.before(), busy, to))
                .orElseGet(() -> sending.in(pages.wanted(exchange, sending.before())));
    }

    private Counting counting(Exchange exchange, Validation claimed) {
        Address to = Objects.requireNonNull(claimed.destination()).address();
        String client = Long.toString(claimed.client().id());
        return delivery.counting(to, client, exchange.network(origin), clock.instant());
    }

    /** Sends the message of a transmission that is claimed by now. */
    private Submission send(Exchange exchange, Secret nonce, Submission.Sending sending, Supplier<Result> handing) {
        Validation claimed = sending.after();
        Result result = handOver(nonce, sending, handing);
        Optional<Problem> problem = problem(result, Long.toString(claimed.id()));
        if (problem.isEmpty()) {
            audit.sent(claimed, sending.isFirst(), result, exchange);
            return sending;
        }
        audit.refused(claimed, claimed.lastAddress(), problem.get(), exchange);
        return new Refused(
                giveBack(nonce, sending, !(result instanceof Result.Refused)), problem.get(), claimed.lastAddress());
    }

    /** Hands the message over. A bug gives it back. */
    private Result handOver(Secret nonce, Submission.Sending sending, Supplier<Result> handing) {
        boolean bug = true;
        try {
            Result result = handing.get();
            bug = false;
            return result;
        } finally {
            if (bug) {
                giveBack(nonce, sending, true);
            }
        }
    }

    private static Optional<Problem> problem(Result result, String id) {
        if (result instanceof Result.Refused refused) {
            return Optional.of(refused.problem());
        }
        if (result instanceof Result.Failed failed) {
            LOG.log(Level.WARNING, "Validation {0}: {1}", id, failed.failure().getMessage());
            return Optional.of(failed.problem(ErrorCode.CHALLENGER_HELPER_EXEC_FAILED));
        }
        if (result instanceof Result.TestAddress) {
            LOG.log(Level.WARNING, "Validation {0}: nothing is sent to a test address", id);
        }
        return Optional.empty();
    }

    private record GivenBack(Validation after) implements Change<Validation> {}

    private Validation giveBack(Secret nonce, Submission.Sending sending, boolean tried) {
        return store.change(
                        nonce.hash(),
                        clock.instant(),
                        current -> new GivenBack(rules.giveBack(current, sending, tried)))
                .after();
    }

    private Reply render(Exchange exchange, Secret nonce, Submission submission) {
        Validation validation = submission.after();
        ValidationPages shown = pages.of(exchange, validation);
        if (submission instanceof Submission.Completed) {
            String url = shown.redirectUrl(nonce, validation);
            return exchange.html() ? Reply.redirect(url) : Reply.json(200, new Completed(url));
        }
        if (submission instanceof Submission.Doubted doubted) {
            return shown.doubted(nonce, doubted);
        }
        boolean transmitted = submission instanceof Submission.Sending;
        return exchange.html()
                ? shown.submitted(nonce, submission, clock.instant())
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
