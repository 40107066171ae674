package dev.challenger.report;

import dev.challenger.report.Figure.Table;
import dev.challenger.statistics.Histogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Times over time: two curves, below which half of all lie, and nine of ten. */
final class Curves {
    /** With fewer in a step, the longest decides, and the curve would only jump. */
    private static final int ENOUGH = 10;

    private static final List<Double> SHARES = List.of(0.5, 0.9);

    private final Period period;
    private final Histogram histogram;
    private final Map<String, long[]> buckets;

    /** @param buckets counts by the name of the bucket, each by step */
    Curves(Period period, Histogram histogram, Map<String, long[]> buckets) {
        this.period = period;
        this.histogram = histogram;
        this.buckets = buckets;
    }

    private long count(int step) {
        return buckets.values().stream().mapToLong(counts -> counts[step]).sum();
    }

    private Optional<Double> seconds(int step, double share) {
        if (count(step) < ENOUGH) {
            return Optional.empty();
        }
        Map<String, Long> counts = new HashMap<>();
        buckets.forEach((bucket, bySteps) -> counts.put(bucket, bySteps[step]));
        return histogram.quantile(counts, share).map(time -> time.toMillis() / 1_000.0);
    }

    private IntStream steps() {
        return IntStream.range(0, period.steps());
    }

    /** @param what was measured, in the plural and in small letters */
    Figure figure(String title, String what) {
        Map<String, Long> all = new HashMap<>();
        buckets.forEach((bucket, counts) -> all.put(bucket, Counts.sum(buckets, bucket)));
        long count = all.values().stream().mapToLong(Long::longValue).sum();
        double max = steps().mapToObj(step -> seconds(step, 0.9))
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        String summary = Words.number(count) + " " + what + " were measured"
                + histogram
                        .quantile(all, 0.5)
                        .map(half -> ": half of them took at most " + Words.time(half) + ", and nine of ten at most "
                                + histogram.quantile(all, 0.9).map(Words::time).orElse("") + ".")
                        .orElse(".");
        return new Figure(
                title,
                summary,
                max == 0 ? Optional.empty() : Optional.of(drawing(max)),
                List.of(new Figure.Key("c1", "half took at most"), new Figure.Key("c2", "nine of ten took at most")),
                max == 0 ? "Too few in every " + period.stepWords() + " for curves." : "",
                table());
    }

    private Drawing drawing(double max) {
        Axes axes = new Axes(period, Scale.ofTimes(max), value -> value == 0 ? "0" : Words.time(value));
        for (int i = 0; i < SHARES.size(); i++) {
            draw(axes, SHARES.get(i), "c" + (i + 1));
        }
        return axes.drawing();
    }

    /** A step with too few times interrupts the curve. */
    private void draw(Axes axes, double share, String style) {
        List<String> points = new ArrayList<>();
        for (int step = 0; step <= period.steps(); step++) {
            Optional<Double> seconds = step < period.steps() ? seconds(step, share) : Optional.empty();
            if (seconds.isPresent()) {
                double x = axes.x(step) + axes.width() / 2;
                double y = axes.y(seconds.get());
                points.add(Drawing.round(x) + "," + Drawing.round(y));
                axes.drawing().dot(x, y, style, period.label(step) + ": " + Words.time(seconds.get()));
            } else if (!points.isEmpty()) {
                axes.drawing().curve(String.join(" ", points), style);
                points.clear();
            }
        }
    }

    private Table table() {
        return new Table(
                List.of("From (UTC)", "Count", "Half took at most", "Nine of ten took at most"),
                steps().filter(step -> count(step) > 0)
                        .mapToObj(step -> List.of(
                                period.label(step), Words.number(count(step)), words(step, 0.5), words(step, 0.9)))
                        .toList());
    }

    private String words(int step, double share) {
        return seconds(step, share).map(Words::time).orElse("too few");
    }
}
