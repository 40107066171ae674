package dev.challenger.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * The number of messages that may go out in a fixed window of time.
 *
 * @param count messages in one window
 * @param per length of a window; windows follow each other without gaps, starting at the epoch
 */
public record Budget(int count, Duration per) {
    /** Returns the start of the window that contains the given instant. */
    Instant windowAt(Instant now) {
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), per.toSeconds()) * per.toSeconds());
    }
}
