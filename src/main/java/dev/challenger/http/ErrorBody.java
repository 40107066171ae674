package dev.challenger.http;

import dev.challenger.taler.Problem;
import org.jspecify.annotations.Nullable;

/** What programs get with a refusal. */
record ErrorBody(int code, String hint, @Nullable String detail) {
    static ErrorBody of(Problem problem) {
        return new ErrorBody(
                problem.code().number(), problem.code().hint(), problem.detail().orElse(null));
    }
}
