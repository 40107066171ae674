package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.limit.Stop.Tally;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks when the circuit breaker opens. */
class BreakerTest {
    @ParameterizedTest
    @CsvSource({
        "50, 10, 0, 0, false",
        "50, 10, 1, 0, false",
        "50, 10, 49, 0, false",
        "50, 10, 50, 0, true",
        "50, 10, 50, 4, true",
        "50, 10, 50, 5, false",
        "50, 10, 59, 5, true",
        "50, 10, 1000, 99, true",
        "50, 10, 1000, 100, false",
        "50, 10, 50, 50, false",
        "2, 100, 2, 1, true",
        "2, 100, 2, 2, false",
        "2, 1, 1000, 9, true",
        "2, 1, 1000, 10, false",
    })
    void tooFewEntriesOfEnoughMessagesOpenTheBreaker(int minimum, int ratio, int messaged, int entered, boolean trips) {
        BreakerLimits limits = new BreakerLimits(minimum, ratio, Duration.ofHours(1), Duration.ofHours(1));

        assertEquals(trips, new Tally(messaged, entered).trips(limits));
    }

    @Test
    void peopleHaveASixthOfTheWindowToEnter() {
        BreakerLimits limits = new BreakerLimits(50, 10, Duration.ofHours(1), Duration.ofDays(1));

        assertEquals(Duration.ofMinutes(10), limits.timeToEnter());
    }
}
