package dev.challenger.wire;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of a request: an {@link ErrorCode}, a detail, and optionally a time to wait. Throw it only where the refusal
 * leaves no trace in the database; a refusal that must be recorded is a result instead. It has no stack trace, since it is
 * an answer and not a fault.
 *
 * <p>The detail goes to the client and to the log. It names parameters and limits, never a value that a person entered.
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

    /** A required parameter is missing (code 25). */
    public static Problem missing(String parameter) {
        return new Problem(ErrorCode.GENERIC_PARAMETER_MISSING, parameter);
    }

    /** A parameter is malformed (code 26). */
    public static Problem malformed(String parameter) {
        return new Problem(ErrorCode.GENERIC_PARAMETER_MALFORMED, parameter);
    }

    /** Returns the same refusal with another HTTP status. */
    public Problem withStatus(int otherStatus) {
        return new Problem(code, otherStatus, detail, retryAfter, getCause());
    }

    /** Returns the same refusal with a {@code Retry-After} header. */
    public Problem withRetryAfter(Duration wait) {
        return new Problem(code, status, detail, wait, getCause());
    }

    /** Returns the same refusal with the code of another protocol. */
    public Problem as(ErrorCode other) {
        return new Problem(other, other.status(), detail, retryAfter, getCause());
    }

    public ErrorCode code() {
        return code;
    }

    /** Returns true if a parameter is missing or malformed; then {@link #detail} names it. */
    public boolean isAboutParameter() {
        return code == ErrorCode.GENERIC_PARAMETER_MISSING || code == ErrorCode.GENERIC_PARAMETER_MALFORMED;
    }

    /** The explanation in one sentence. Without a better one it is that of the code. */
    public String hint() {
        return code.hint();
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The detail: what exactly is wrong, for example the name of the parameter. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** A word for counts of refusals. There are few different ones. */
    public String kind() {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The detail as it may be logged. */
    public Optional<String> loggable() {
        return detail();
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
