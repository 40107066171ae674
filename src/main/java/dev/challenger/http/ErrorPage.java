package dev.challenger.http;

import dev.challenger.wire.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The model of the page for a refusal that no other page can show.
 *
 * @param code number of the error code
 * @param text key of a text that explains the refusal to a person
 * @param detail of the problem; may be empty
 * @param asker the site that sent the person; null if it is not known
 */
public record ErrorPage(
        int code, String text, String detail, @Nullable Asker asker) {
    static ErrorPage of(Problem problem, @Nullable Asker asker) {
        return new ErrorPage(
                problem.code().number(),
                "error." + (problem.status() >= 500 ? "server" : kind(problem)),
                problem.detail().orElse(""),
                asker);
    }

    private static String kind(Problem problem) {
        return switch (problem.code()) {
            case CHALLENGER_GENERIC_VALIDATION_UNKNOWN, MERCHANT_TAN_CHALLENGE_UNKNOWN -> "expired";
            case CHALLENGER_TOO_MANY_ATTEMPTS -> "exhausted";
            case GENERIC_ENDPOINT_UNKNOWN -> "unknown";
            default -> "request";
        };
    }
}
