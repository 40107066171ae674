package dev.challenger.wire;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: an {@link ErrorCode} with what the answer says of it. It leaves no trace in the database (what must leave a
 * trace is a result) and carries no stack trace, since it is an answer and not a fault.
 *
 * <p>The detail goes to the client and to the log: it names parameters and limits, never values a person typed.
 */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final int status;
    private final @Nullable String detail;
    private final @Nullable Duration retryAfter;

    public Problem(ErrorCode code) {
        this(code, null);
    }

    public Problem(ErrorCode code, @Nullable String detail) {
        this(code, code.status(), detail, null, null);
    }

    protected Problem(
            ErrorCode code,
            int status,
            @Nullable String detail,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(code + (detail == null ? "" : ": " + detail), cause, true, false);
        this.code = code;
        this.status = status;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** A required parameter is not there (code 25). */
    public static Problem missing(String parameter) {
        return new Problem(ErrorCode.GENERIC_PARAMETER_MISSING, parameter);
    }

    /** A parameter does not have its form (code 26). */
    public static Problem malformed(String parameter) {
        return new Problem(ErrorCode.GENERIC_PARAMETER_MALFORMED, parameter);
    }

    /** The same refusal under another HTTP status. */
    public Problem withStatus(int otherStatus) {
        return new Problem(code, otherStatus, detail, retryAfter, getCause());
    }

    /** The same refusal with a {@code Retry-After} header: how long waiting makes sense. */
    public Problem withRetryAfter(Duration wait) {
        return new Problem(code, status, detail, wait, getCause());
    }

    public ErrorCode code() {
        return code;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** What exactly is wrong, if there is more to say than the hint. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
