package dev.challenger.bench;

import dev.challenger.testing.DatabaseCounts;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Rounds in which product and floor carried out the same units in turn. */
final class Comparison {
    private final String unit;
    private final long rows;
    private final Load load;
    private final List<Slice> product = new ArrayList<>();
    private final List<Slice> floor = new ArrayList<>();

    Comparison(String unit, long rows, Load load) {
        this.unit = unit;
        this.rows = rows;
        this.load = load;
    }

    void add(Slice productSlice, Slice floorSlice) {
        product.add(productSlice);
        floor.add(floorSlice);
    }

    /** Returns the CPU time of the product's units divided by that of the floor's: the ratio of the rounds' medians. */
    double cpu() {
        return median(product.stream().mapToDouble(Slice::cpuPerUnit))
                / median(floor.stream().mapToDouble(Slice::cpuPerUnit));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private DoubleSummaryStatistics cpuOfRounds() {
        return IntStream.range(0, product.size())
                .mapToDouble(round ->
                        product.get(round).cpuPerUnit() / floor.get(round).cpuPerUnit())
                .summaryStatistics();
    }

    private double percentile(int percent) {
        return Slice.all(product).percentile(percent) / Slice.all(floor).percentile(percent);
    }

    /** Returns a row of the table. */
    @Override
    public String toString() {
        Slice all = Slice.all(product);
        DatabaseCounts counts = all.counts();
        DoubleSummaryStatistics rounds = cpuOfRounds();
        return Table.row(
                unit,
                "%,d".formatted(rows),
                load,
                "**%.1f** (%.1f–%.1f)".formatted(cpu(), rounds.getMin(), rounds.getMax()),
                perUnit(counts.statements()),
                perUnit(counts.roundTrips()),
                perUnit(counts.commits()),
                "%,d".formatted(counts.redoBytes() / all.units()),
                "%.1f".formatted(percentile(50)),
                "%.1f".formatted(percentile(99)));
    }

    private String perUnit(long count) {
        return "%.1f".formatted((double) count / Slice.all(product).units());
    }
}
