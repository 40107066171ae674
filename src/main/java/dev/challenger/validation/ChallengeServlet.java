package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.wire.Timestamp;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code /challenge/$NONCE}, where a person submits an address and a TAN is sent to it (spec section 3). An id with a
 * {@code -} in place of the nonce belongs to a TAN challenge: a function from {@link ValidationParts} answers it, because
 * package {@code confirm}, which knows how, is above this one.
 */
public final class ChallengeServlet extends PersonEndpoint {
    private static final long serialVersionUID = 1;

    /** The parameter by which a person insists on an address that looks mistyped. */
    private static final String AS_TYPED = "as_typed";

    private AddressPolicy policy;
    private List<String> fields;
    private ValidationRules rules;
    private Submissions submissions;
    private Function<Exchange, Optional<Reply>> tanChallenges;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        policy = parts.policy();
        fields = policy.type().fields().stream().map(Field::name).toList();
        rules = parts.rules();
        submissions = new Submissions(parts);
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
        Secret nonce = NonceInPath.of(exchange);
        Parameters form = exchange.form();
        Map<String, String> typed = form.only(fields);
        boolean doubt = exchange.html() && form.bytes(AS_TYPED).isEmpty();
        Instant now = clock.instant();
        Submission submission =
                submissions.carryOut(exchange, nonce, before -> doubted(rules.submit(before, typed, now), doubt), now);
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
