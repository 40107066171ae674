package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns problems and bugs into answers, with one line in the log, in the same way for all endpoints. */
public final class Refusal {
    private static final Logger LOG = System.getLogger(Refusal.class.getName());

    private Refusal() {}

    /**
     * Answers a request. A {@link Problem}, thrown or in the answer, is logged on one line and gets its headers. Any other
     * exception is logged with its stack trace, and the client gets an id to find it in the log by.
     *
     * @param endpoint the name in the log; never the path, which a stranger chose and which may hold a nonce
     * @param refuse makes the answer for a problem
     * @param work makes the answer; empty if the request is not refused and another class answers it
     */
    public static Optional<Reply> answer(
            Exchange exchange, String endpoint, Function<Problem, Reply> refuse, Supplier<Optional<Reply>> work) {
        try {
            return work.get().map(reply -> reply.refusal() == null ? reply : logged(exchange, endpoint, reply));
        } catch (Problem problem) {
            return Optional.of(logged(exchange, endpoint, refused(exchange, refuse, problem)));
        } catch (RuntimeException bug) {
            Problem problem = new Problem(
                    ErrorCode.GENERIC_INTERNAL_INVARIANT_FAILURE,
                    UUID.randomUUID().toString());
            LOG.log(Level.ERROR, line(exchange, endpoint, problem), bug);
            return Optional.of(refused(exchange, refuse, problem).refusing(null));
        }
    }

    /** Returns the answer for a problem. If the database fails while it is made, returns the answer that needs no database. */
    private static Reply refused(Exchange exchange, Function<Problem, Reply> refuse, Problem problem) {
        try {
            return refuse.apply(problem).refusing(problem);
        } catch (Problem unavailable) {
            return Reply.error(problem, exchange.html()).refusing(problem);
        }
    }

    /** Logs an answer that refuses, and adds its headers. */
    private static Reply logged(Exchange exchange, String endpoint, Reply reply) {
        Problem problem = Objects.requireNonNull(reply.refusal());
        LOG.log(problem.status() >= 500 ? Level.WARNING : Level.INFO, () -> line(exchange, endpoint, problem));
        Reply answer = reply.refusing(null);
        if (problem instanceof Methods.NotAllowed method) {
            return answer.with("Allow", method.allowed());
        }
        return problem.retryAfter()
                .map(wait -> answer.with("Retry-After", Long.toString(seconds(wait))))
                .orElse(answer);
    }

    /** Rounds up, so that nobody is told to come too early. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static String line(Exchange exchange, String endpoint, Problem problem) {
        String method = exchange.method();
        return (method.matches("[A-Z]{1,16}") ? method : "?") + " " + endpoint + " " + problem.status() + " "
                + problem.getMessage();
    }
}
