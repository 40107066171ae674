package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which limits are accepted, and that the bound on guesses holds for them. */
final class MfaLimitsTest {
    private static MfaLimits limits(int tans, int attempts, int transmissions, int seconds, int interval) {
        Duration time = Duration.ofSeconds(seconds);
        return new MfaLimits(tans, attempts, transmissions, time, Duration.ofSeconds(interval), time, time, 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1, 0", "1, 0, 1, 1, 0", "1, 1, 0, 1, 0", "1, 1, 1, 0, 0", "1, 1, 1, -1, 0", "1, 1, 1, 1, -1"})
    void uselessLimitsAreRefused(int tans, int attempts, int transmissions, int seconds, int interval) {
        assertThrows(IllegalArgumentException.class, () -> limits(tans, attempts, transmissions, seconds, interval));
    }

    @Test
    void thereMustBeRoomForOneChallenge() {
        assertThrows(IllegalArgumentException.class, () -> MfaLimits.DEFAULT.withOpenChallenges(0));
    }

    @Test
    void theLowestLimitsAreOneOfEachAndNoWait() {
        assertDoesNotThrow(() -> limits(1, 1, 1, 1, 0));
    }
}
