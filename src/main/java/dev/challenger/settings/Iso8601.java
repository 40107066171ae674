package dev.challenger.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/** Durations as operators write them: {@code PT30M}, {@code P365D}, {@code P2W}. */
final class Iso8601 {
    private Iso8601() {}

    /** Months and years are refused, since they are not always equally long. */
    static Duration parse(String text) {
        String stripped = text.strip();
        try {
            return Duration.parse(stripped);
        } catch (DateTimeException e) {
            return days(stripped);
        }
    }

    private static Duration days(String text) {
        try {
            Period period = Period.parse(text);
            if (period.toTotalMonths() == 0) {
                return Duration.ofDays(period.get(ChronoUnit.DAYS));
            }
        } catch (DateTimeException e) {
            // Refused below like everything else that is no duration.
        }
        throw new IllegalArgumentException("no duration of fixed length");
    }
}
