package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What all endpoints do alike with a {@link Problem}, beside the answer: one line in the log, when to come again. */
public final class Refusal {
    private Refusal() {}

    /** @param endpoint its name and not the path: that is a stranger's, and may have a nonce */
    public static void log(Logger log, HttpServletRequest request, String endpoint, Problem problem) {
        log.log(level(problem), () -> line(request, endpoint, problem));
    }

    /** Logs a bug; what the client gets to know of it: an id to find it in the log by. */
    public static Problem bug(Logger log, HttpServletRequest request, String endpoint, RuntimeException bug) {
        Problem problem = new Problem(
                ErrorCode.GENERIC_INTERNAL_INVARIANT_FAILURE, UUID.randomUUID().toString());
        log.log(Level.ERROR, line(request, endpoint, problem), bug);
        return problem;
    }

    /** The value of {@code Retry-After}, rounded up, so that nobody is told to come too early. */
    public static Optional<String> retryAfter(Problem problem) {
        return problem.retryAfter().map(wait -> Long.toString(seconds(wait)));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static Level level(Problem problem) {
        return problem.status() >= 500 ? Level.WARNING : Level.INFO;
    }

    private static String line(HttpServletRequest request, String endpoint, Problem problem) {
        String method = request.getMethod();
        return (method.matches("[A-Z]{1,16}") ? method : "?") + " " + endpoint + " " + problem.status() + " "
                + problem.getMessage();
    }
}
