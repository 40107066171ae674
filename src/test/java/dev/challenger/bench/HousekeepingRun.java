package dev.challenger.bench;

import dev.challenger.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the latency of live traffic while the product deletes many expired rows with that before and after. */
record HousekeepingRun(Side product, Sql sql, Options options) {
    /** Rows that a filling adds in a second, at least. */
    private static final int FILLED_PER_SECOND = 10_000;

    private static final int WINDOWS = 3;
    private static final int MOST_WINDOWS = 30;

    String run() throws InterruptedException {
        List<Slice> quiet = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            quiet.add(window());
        }
        Duration toFill = Duration.ofSeconds(10 + options.expired() / FILLED_PER_SECOND);
        Filling.expired(sql, Instant.now().plus(toFill)).add(options.expired());
        long filled = deleted();
        while (deleted() < filled + 1_000) {
            Thread.sleep(100);
        }
        long began = System.nanoTime();
        List<Slice> busy = new ArrayList<>();
        long before = filled;
        while (deleted() > before && busy.size() < MOST_WINDOWS) {
            before = deleted();
            busy.add(window());
        }
        long inSeconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        for (int i = 0; i < WINDOWS; i++) {
            quiet.add(window());
        }
        return "While %,d of %,d expired rows were deleted in %d s, p50 was %.2f and p99 %.2f times that of the same load without.%n"
                .formatted(
                        before - filled,
                        options.expired(),
                        inSeconds,
                        Slice.all(busy).percentile(50) / Slice.all(quiet).percentile(50),
                        Slice.all(busy).percentile(99) / Slice.all(quiet).percentile(99));
    }

    private Slice window() {
        return product.run(options.open()).validation();
    }

    private long deleted() {
        Map<String, ?> status =
                sql.rows("SHOW GLOBAL STATUS LIKE 'Handler_delete'").get(0);
        return Long.parseLong(String.valueOf(status.get("Value")));
    }
}
