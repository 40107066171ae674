package dev.challenger.statistics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Times in buckets, so that those of many hours and nodes can be added up. The name of a bucket is its upper limit in
 * milliseconds. Whatever exceeds the last limit is in the last bucket too.
 */
public enum Histogram {
    /** The time that handing a message over took. */
    HAND_OVER(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 120_000),

    /** The time from a message to the right code: seconds by e-mail, and days by letter. */
    SOLVED(LongStream.concat(
                    LongStream.of(5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1_800, 3_600, 14_400),
                    LongStream.of(1, 2, 3, 5, 7, 14, 30).map(days -> days * 86_400))
            .map(seconds -> seconds * 1_000)
            .toArray());

    private final List<Long> limits;

    Histogram(long... limits) {
        this.limits = LongStream.of(limits).boxed().toList();
    }

    /** Returns the name of the bucket of a time. */
    String bucket(Duration took) {
        long millis = took.toMillis();
        return Long.toString(limits.stream()
                .filter(limit -> millis <= limit)
                .findFirst()
                .orElseGet(() -> limits.get(limits.size() - 1)));
    }

    /**
     * Returns the time that a share of all times did not exceed. Within its bucket it is interpolated.
     *
     * @param counts by name of the bucket
     * @param share such as 0.9
     * @return empty if there are no counts
     */
    public Optional<Duration> quantile(Map<String, Long> counts, double share) {
        double rank =
                share * counts.values().stream().mapToLong(Long::longValue).sum();
        long below = 0;
        long from = 0;
        for (long limit : limits) {
            long count = counts.getOrDefault(Long.toString(limit), 0L);
            if (count > 0 && below + count >= rank) {
                return Optional.of(Duration.ofMillis(from + Math.round((limit - from) * (rank - below) / count)));
            }
            below += count;
            from = limit;
        }
        return Optional.empty();
    }
}
