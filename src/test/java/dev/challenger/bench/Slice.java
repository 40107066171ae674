package dev.challenger.bench;

import dev.challenger.testing.DatabaseCounts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Units that one server carried out in one go.
 *
 * @param cpu clock ticks of the server and of MariaDB together
 * @param latencies in nanoseconds, one for each unit
 */
record Slice(long cpu, DatabaseCounts counts, long[] latencies) {
    int units() {
        return latencies.length;
    }

    /** Returns these units with another part of the same ones. */
    Slice and(Slice part) {
        long[] sums = new long[latencies.length];
        Arrays.setAll(sums, i -> latencies[i] + part.latencies[i]);
        return new Slice(cpu + part.cpu, counts.plus(part.counts), sums);
    }

    double cpuPerUnit() {
        return (double) cpu / units();
    }

    /** Returns all units of several slices as one. */
    static Slice all(List<Slice> slices) {
        return new Slice(
                slices.stream().mapToLong(Slice::cpu).sum(),
                slices.stream().map(Slice::counts).reduce(DatabaseCounts::plus).orElseThrow(),
                slices.stream()
                        .flatMapToLong(slice -> LongStream.of(slice.latencies))
                        .toArray());
    }

    /** Returns the latency that this percentage of the units did not exceed. */
    double percentile(int percent) {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
