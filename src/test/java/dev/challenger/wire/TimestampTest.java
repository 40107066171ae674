package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the timestamps of the protocol. */
final class TimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2025-12-17T19:33:20Z, 1766000000, 1766000000",
        "2025-12-17T19:33:20.001Z, 1766000000, 1766000001",
        "2025-12-17T19:33:20.999999999Z, 1766000000, 1766000001",
        "1970-01-01T00:00:00Z, 0, 0",
        "1969-12-31T23:59:59.5Z, -1, 0",
    })
    void wholeSecondsAreRoundedDownAndTimesToWaitForAreRoundedUp(Instant at, long seconds, long notBefore) {
        assertEquals(seconds, Timestamp.of(at).tS());
        assertEquals(notBefore, Timestamp.notBefore(at).tS());
    }
}
