package dev.challenger.validation;

import dev.challenger.limit.Budget;
import java.time.Duration;
import java.util.List;

/**
 * The limits of a validation: how often each step may be taken, and how long its results are valid.
 *
 * @param addressChanges different addresses per validation, the first included
 * @param transmissions transmissions per address
 * @param attempts attempts per TAN
 * @param tanValidFor counted from each transmission; at most twice as long from the first
 * @param intervals waiting times before the second, third … transmission; the last one also applies to all later ones
 * @param validationValidFor counted from {@code /setup}
 * @param addressValidFor counted from the right TAN
 * @param addressErasedAfter counted from the redemption of the code
 * @param openValidations validations of one client that are neither solved nor expired
 * @param directStarts validations that one network may order without their client
 */
public record ValidationLimits(
        int addressChanges,
        int transmissions,
        int attempts,
        Duration tanValidFor,
        List<Duration> intervals,
        Duration validationValidFor,
        Duration addressValidFor,
        Duration addressErasedAfter,
        int openValidations,
        Budget directStarts) {
    public ValidationLimits {
        intervals = List.copyOf(intervals);
    }

    /**
     * Returns the waiting time after a transmission.
     *
     * @param transmissionsLeft to its address, before it
     */
    Duration interval(int transmissionsLeft) {
        int used = Math.max(0, transmissions - transmissionsLeft);
        return intervals.get(Math.min(used, intervals.size() - 1));
    }
}
