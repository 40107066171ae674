package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.FieldProblem;
import dev.challenger.db.Rows.Change;
import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.limit.Claim;
import dev.challenger.limit.Claimed;
import dev.challenger.limit.Counting;
import dev.challenger.secret.Secret;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Delivery.Result;
import dev.challenger.transmission.Permit;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries out what was decided about a submitted address: claims the transmission, sends the message, and gives back what was
 * not handed over.
 */
final class Submissions {
    /** The codes of refusals to send that are no fault of the address. */
    private static final Set<ErrorCode> NOT_SENT =
            Set.of(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, ErrorCode.CHALLENGER_HELPER_EXEC_FAILED);

    private static final Logger LOG = System.getLogger(Submissions.class.getName());

    private final ValidationStore store;
    private final ValidationRules rules;
    private final ValidationMessages messages;
    private final TranslatedPages pages;
    private final Delivery delivery;
    private final Origin origin;
    private final ValidationAudit audit;
    private final InstantSource clock;

    Submissions(ValidationParts parts) {
        this.store = parts.store();
        this.rules = parts.rules();
        this.messages = parts.messages();
        this.pages = parts.pages();
        this.delivery = parts.delivery();
        this.origin = parts.origin();
        this.audit = parts.audit();
        this.clock = parts.clock();
    }

    /**
     * Decides about a submission, and sends the message if there is one to send.
     *
     * @param decision about the validation as it is stored
     * @return the decision; a refusal if the message was not handed over
     * @throws Problem code 9755 if there is no such validation; the problems of the decision
     */
    Submission carryOut(Exchange exchange, Secret nonce, Function<Validation, Submission> decision, Instant now) {
        try (Permit permit = new Permit()) {
            Claimed<Submission> claimed = store.claim(
                    nonce.hash(),
                    now,
                    before -> permitted(exchange, decision.apply(before), permit),
                    after -> counting(exchange, after));
            Submission submission = withinBudgets(claimed);
            if (submission instanceof Submission.Sending sending) {
                return send(
                        exchange,
                        new Outgoing(nonce, sending, claimed.granted()),
                        () -> delivery.send(permit, messages.of(nonce, sending.after(), now), clock.instant()));
            }
            if (submission instanceof Refused refused && isLogged(refused.problem())) {
                audit.refused(refused, isFirst(refused), exchange);
            }
            return submission;
        }
    }

    /** An empty field is no address, and another address than a read-only one is no entry of a person. */
    private static boolean isLogged(Problem problem) {
        return NOT_SENT.contains(problem.code())
                || problem instanceof FieldProblem fault && fault.reason() != FieldProblem.Reason.MISSING;
    }

    /** Returns true if no message of this validation had gone to the address, which is unknown if it could not be read. */
    private static boolean isFirst(Refused refused) {
        Destination earlier = refused.after().destination();
        Address entered = refused.address();
        return earlier == null || entered == null || !earlier.address().same(entered);
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

    /** Returns the decision, or else the refusal of a budget. */
    private static Submission withinBudgets(Claimed<Submission> claimed) {
        Submission decision = claimed.decision();
        return decision instanceof Submission.Sending sending
                ? claimed.refusal()
                        .<Submission>map(over -> new Refused(sending.before(), over, sending.to()))
                        .orElse(sending)
                : decision;
    }

    private Counting counting(Exchange exchange, Validation claimed) {
        Address to = Objects.requireNonNull(claimed.destination()).address();
        String client = Long.toString(claimed.client().id());
        return delivery.counting(to, client, exchange.network(origin), clock.instant());
    }

    /**
     * A message whose transmission is claimed by now.
     *
     * @param counted takes it out of its budgets
     */
    private record Outgoing(Secret nonce, Submission.Sending sending, Claim.Granted counted) {}

    private Submission send(Exchange exchange, Outgoing message, Supplier<Result> handing) {
        Submission.Sending sending = message.sending;
        Validation claimed = sending.after();
        Result result = handOver(message, handing);
        Optional<Problem> problem = problem(result, Long.toString(claimed.id()));
        if (problem.isEmpty()) {
            audit.sent(claimed, sending.isFirst(), result, exchange);
            return sending;
        }
        audit.refused(new Refused(claimed, problem.get(), claimed.lastAddress()), sending.isFirst(), exchange);
        return new Refused(giveBack(message, result), problem.get(), claimed.lastAddress());
    }

    /** Hands the message over. A bug gives it back. */
    private Result handOver(Outgoing message, Supplier<Result> handing) {
        boolean bug = true;
        try {
            Result result = handing.get();
            bug = false;
            return result;
        } finally {
            if (bug) {
                giveBack(message, Result.Failed.byBug(message.sending.to()));
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

    private record GivenBack(Validation before, Validation after) implements Change<Validation> {}

    /** Gives a message back to its validation, and to its budgets only if the validation takes it. */
    private Validation giveBack(Outgoing message, Result result) {
        boolean tried = !(result instanceof Result.Refused);
        GivenBack row = store.change(
                message.nonce.hash(),
                clock.instant(),
                current -> new GivenBack(current, rules.giveBack(current, message.sending, tried)));
        if (!row.after.equals(row.before)) {
            result.giveBack(message.counted);
        }
        return row.after;
    }
}
