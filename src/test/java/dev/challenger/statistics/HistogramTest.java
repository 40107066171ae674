package dev.challenger.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks that times are put into buckets, and that shares of all times are read from the buckets. */
class HistogramTest {
    private static Map<String, Long> counts(int... seconds) {
        Map<String, Long> counts = new HashMap<>();
        for (int second : seconds) {
            counts.merge(Histogram.SOLVED.bucket(Duration.ofSeconds(second)), 1L, Long::sum);
        }
        return counts;
    }

    @Test
    void aTimeIsInTheFirstBucketThatIsLongEnough() {
        assertEquals("5000", Histogram.SOLVED.bucket(Duration.ZERO));
        assertEquals("5000", Histogram.SOLVED.bucket(Duration.ofSeconds(5)));
        assertEquals("10000", Histogram.SOLVED.bucket(Duration.ofMillis(5_001)));
        assertEquals(Long.toString(Duration.ofDays(30).toMillis()), Histogram.SOLVED.bucket(Duration.ofDays(1_000)));
        assertEquals("120000", Histogram.HAND_OVER.bucket(Duration.ofHours(1)));
    }

    @Test
    void aShareIsInterpolatedInItsBucket() {
        Map<String, Long> counts = counts(12, 12, 25, 25);

        assertEquals(Optional.of(Duration.ofSeconds(15)), Histogram.SOLVED.quantile(counts, 0.5));
        assertEquals(Optional.of(Duration.ofMillis(27_500)), Histogram.SOLVED.quantile(counts, 0.875));
        assertEquals(Optional.of(Duration.ofSeconds(30)), Histogram.SOLVED.quantile(counts, 1));
    }

    @Test
    void withoutTimesThereIsNoShare() {
        assertEquals(Optional.empty(), Histogram.SOLVED.quantile(Map.of(), 0.5));
    }
}
