package dev.challenger.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The values at which an axis from 0 has a line.
 *
 * @param top the end of the axis
 */
record Scale(double unit, double top) {
    private static final int LINES = 4;

    private static final double[] SECONDS = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800,
        21_600, 43_200, 86_400, 172_800, 432_000, 604_800
    };

    /** Returns a scale for counts up to a value, in whole numbers. */
    static Scale ofCounts(double max) {
        return of(
                max,
                IntStream.range(0, 16)
                        .mapToObj(power -> DoubleStream.of(1, 2, 5).map(digit -> digit * Math.pow(10, power)))
                        .flatMapToDouble(digits -> digits)
                        .toArray());
    }

    /** Returns a scale for times in seconds. */
    static Scale ofTimes(double max) {
        return of(max, SECONDS);
    }

    private static Scale of(double max, double[] units) {
        double unit = DoubleStream.of(units)
                .filter(some -> max <= LINES * some)
                .findFirst()
                .orElse(max / LINES);
        return new Scale(unit, Math.max(1, Math.ceil(max / unit)) * unit);
    }

    List<Double> lines() {
        List<Double> lines = new ArrayList<>();
        for (int i = 0; i * unit <= top * 1.001; i++) {
            lines.add(i * unit);
        }
        return lines;
    }
}
