package dev.challenger.wire;

import org.jspecify.annotations.Nullable;

/**
 * The JSON that programs get with a refusal: Taler's fields and, for OAuth clients, those of RFC 6749 section 5.2.
 *
 * @param detail names the parameter or limit; null if the hint says everything
 * @param error null, as {@code errorDescription}, if the endpoint is not one of OAuth
 * @param retryCounter how many attempts a wrong TAN has left; null for all other refusals
 */
public record ErrorBody(
        int code,
        String hint,
        @Nullable String detail,
        @Nullable String error,
        @Nullable String errorDescription,
        @Nullable Integer retryCounter) {
    /** Returns the body for an endpoint that is not one of OAuth. */
    public static ErrorBody of(Problem problem) {
        return of(problem, null, null);
    }

    /** @param error of RFC 6749 */
    public static ErrorBody oauth(Problem problem, String error) {
        String hint = problem.hint();
        return of(
                problem,
                error,
                problem.detail().map(detail -> hint + " (" + detail + ")").orElse(hint));
    }

    private static ErrorBody of(Problem problem, @Nullable String error, @Nullable String description) {
        return new ErrorBody(
                problem.code().number(), problem.hint(), problem.detail().orElse(null), error, description, null);
    }

    /** Returns the body for a wrong TAN. */
    public ErrorBody withRetryCounter(int attemptsLeft) {
        return new ErrorBody(code, hint, detail, error, errorDescription, attemptsLeft);
    }
}
