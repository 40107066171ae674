package dev.challenger.limit;

import java.time.Instant;

/**
 * An area to which messages are stopped: a mail domain or a prefix of phone numbers.
 *
 * @param tally the counts that caused the stop
 */
public record Stop(String area, Instant openedAt, Instant closesAt, Tally tally) {
    /**
     * The counts of the destinations of a window.
     *
     * @param messaged the number of destinations that got a message
     * @param entered the number of these whose TAN was entered
     */
    public record Tally(int messaged, int entered) {
        boolean trips(BreakerLimits limits) {
            return messaged >= limits.minimum() && entered * 100L < (long) limits.ratio() * messaged;
        }
    }
}
