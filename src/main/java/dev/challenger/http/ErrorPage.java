package dev.challenger.http;

import dev.challenger.wire.Problem;

/**
 * What people get with a refusal that no other page can show.
 *
 * @param text key of a text that explains it to a person
 */
public record ErrorPage(int status, int code, String text, String detail) {
    static ErrorPage of(Problem problem) {
        return new ErrorPage(
                problem.status(),
                problem.code().number(),
                "error." + (problem.status() >= 500 ? "server" : kind(problem)),
                problem.detail().orElse(""));
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
