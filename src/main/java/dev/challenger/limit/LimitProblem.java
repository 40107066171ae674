package dev.challenger.limit;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * No message may be sent for now: a budget is used up, or messages to an area are stopped. The detail names the limit, and
 * the hint says what helps.
 */
public final class LimitProblem extends Problem {
    private static final long serialVersionUID = 1;

    private final @Nullable Subject budget;
    private final Duration wait;

    /**
     * @param budget that is used up; null if messages to the area are stopped
     * @param wait the time until a message may be sent
     */
    LimitProblem(@Nullable Subject budget, Duration wait) {
        this(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, budget, wait);
    }

    private LimitProblem(ErrorCode code, @Nullable Subject budget, Duration wait) {
        super(
                code,
                code.status(),
                budget == null ? "no messages to this area for now" : "budget per " + budget,
                wait,
                null);
        this.budget = budget;
        this.wait = wait;
    }

    @Override
    public LimitProblem as(ErrorCode code) {
        return new LimitProblem(code, budget, wait);
    }

    /** Returns the name of the limit, which ends the keys of its texts: {@code destination}, {@code stopped} and so on. */
    public String limit() {
        return budget == null ? "stopped" : budget.toString();
    }

    /** Returns {@code breaker} or, for example, {@code budget-destination}. */
    @Override
    public String kind() {
        return budget == null ? "breaker" : "budget-" + budget;
    }

    /** Returns the time until a message may be sent. */
    public Duration untilThen() {
        return wait;
    }

    @Override
    public String hint() {
        return budget == null
                ? "No messages are sent to this area for now; use an address in another area, or wait."
                : budget.hint;
    }
}
