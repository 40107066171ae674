package dev.challenger.report;

import dev.challenger.report.Figure.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Counts over time as columns, one for each step, in which the parts are stacked. The biggest part is at the bottom. */
final class Columns {
    /** As many as there are colours that people can tell apart. */
    private static final int PARTS = 5;

    private static final String REST = "all others";

    private final Period period;
    private final Map<String, long[]> parts = new LinkedHashMap<>();

    /** @param counts by the name of the part, each by step */
    Columns(Period period, Map<String, long[]> counts) {
        this.period = period;
        List<Map.Entry<String, long[]>> sorted = new TreeMap<>(counts)
                .entrySet().stream()
                        .sorted(Comparator.comparingLong((Map.Entry<String, long[]> part) -> sum(part.getValue()))
                                .reversed())
                        .toList();
        for (int i = 0; i < sorted.size(); i++) {
            String name =
                    i < PARTS || sorted.size() == PARTS + 1 ? sorted.get(i).getKey() : REST;
            parts.merge(name, sorted.get(i).getValue(), Columns::plus);
        }
    }

    private static long sum(long[] counts) {
        return LongStream.of(counts).sum();
    }

    private static long[] plus(long[] one, long[] other) {
        return IntStream.range(0, one.length).mapToLong(i -> one[i] + other[i]).toArray();
    }

    private long total(int step) {
        return parts.values().stream().mapToLong(counts -> counts[step]).sum();
    }

    /** @param what the counts are, in the plural and in small letters */
    Figure figure(String title, String what, String note) {
        long most =
                IntStream.range(0, period.steps()).mapToLong(this::total).max().orElse(0);
        long all = parts.values().stream().mapToLong(Columns::sum).sum();
        String biggest = parts.keySet().stream().findFirst().orElse("");
        String summary = all == 0
                ? "There were no " + what + "."
                : Words.number(all) + " " + what + ", at most " + Words.number(most) + " in " + period.oneStep()
                        + ". Most frequent: " + biggest + ".";
        return new Figure(
                title, summary, all == 0 ? Optional.empty() : Optional.of(drawing(most)), legend(), note, table());
    }

    private Drawing drawing(long most) {
        Axes axes = new Axes(period, Scale.ofCounts((double) most), value -> Words.number((long) value));
        for (int step = 0; step < period.steps(); step++) {
            long below = 0;
            int part = 0;
            for (Map.Entry<String, long[]> counts : parts.entrySet()) {
                part++;
                long count = counts.getValue()[step];
                if (count > 0) {
                    double gap = Math.min(1, axes.width() / 8);
                    double top = axes.y((double) (below + count));
                    axes.drawing()
                            .box(
                                    axes.x(step) + gap,
                                    top,
                                    axes.width() - 2 * gap,
                                    axes.y((double) below) - top,
                                    "c" + part,
                                    period.label(step) + ": " + counts.getKey() + ", " + Words.number(count));
                    below += count;
                }
            }
        }
        return axes.drawing();
    }

    private List<Figure.Key> legend() {
        List<Figure.Key> legend = new ArrayList<>();
        parts.keySet().forEach(name -> legend.add(new Figure.Key("c" + (legend.size() + 1), name)));
        return legend;
    }

    private Table table() {
        List<String> heads =
                Stream.concat(Stream.of("From (UTC)"), parts.keySet().stream()).toList();
        List<List<String>> rows = IntStream.range(0, period.steps())
                .filter(step -> total(step) > 0)
                .mapToObj(step -> Stream.concat(
                                Stream.of(period.label(step)),
                                parts.values().stream().map(counts -> Words.number(counts[step])))
                        .toList())
                .toList();
        return new Table(heads, rows);
    }
}
