package dev.challenger.wire;

import org.jspecify.annotations.Nullable;

/**
 * What programs get with a refusal: Taler's fields, and where OAuth clients ask those of RFC 6749 section 5.2 besides.
 *
 * @param error null where nobody asks by OAuth, and so is {@code errorDescription}
 */
public record ErrorBody(
        int code,
        String hint,
        @Nullable String detail,
        @Nullable String error,
        @Nullable String errorDescription) {
    /** For programs that do not ask by OAuth. */
    public static ErrorBody of(Problem problem) {
        return of(problem, null, null);
    }

    /** @param error of RFC 6749 */
    public static ErrorBody oauth(Problem problem, String error) {
        String hint = problem.code().hint();
        return of(
                problem,
                error,
                problem.detail().map(detail -> hint + " (" + detail + ")").orElse(hint));
    }

    private static ErrorBody of(Problem problem, @Nullable String error, @Nullable String description) {
        return new ErrorBody(
                problem.code().number(), problem.code().hint(), problem.detail().orElse(null), error, description);
    }
}
