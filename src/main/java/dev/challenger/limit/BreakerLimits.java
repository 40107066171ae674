package dev.challenger.limit;

import java.time.Duration;

/**
 * The conditions under which a {@link Breaker} stops messages to an area.
 *
 * @param minimum destinations in a window, at least 2; with fewer of them the breaker does not trip
 * @param ratio percentage of these destinations that must enter their TAN
 * @param window the time in which a destination must have got its first message to count
 * @param coolDown how long messages to the area are stopped
 */
public record BreakerLimits(int minimum, int ratio, Duration window, Duration coolDown) {
    /** Returns how long people have to read and enter a TAN before their destination counts: a sixth of the window. */
    Duration timeToEnter() {
        return window.dividedBy(6);
    }
}
