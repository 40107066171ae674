package dev.challenger.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of several things as horizontal bars, below each other, with the name above each bar. */
final class Bars {
    private static final int ROW = 36;
    private static final int BAR = 12;
    private static final int TOP = 4;
    private static final int FOOT = 20;
    private static final int NAME = 34;

    private final List<Bar> bars = new ArrayList<>();
    private Optional<Double> mark = Optional.empty();

    /**
     * A bar.
     *
     * @param words the value, which stands at the right
     * @param from from 0 to 1
     * @param to from 0 to 1
     * @param low the start of a line over the end of the bar, which tells how certain it is; the same as high for none
     */
    record Bar(String name, String words, double from, double to, double low, double high, String style) {
        static Bar of(String name, String words, double to, String style) {
            return new Bar(name, words, 0, to, to, to, style);
        }
    }

    void add(Bar bar) {
        bars.add(bar);
    }

    /** Draws a line through all bars at a value, with words below. */
    void mark(double value) {
        mark = Optional.of(value);
    }

    private static double x(double value) {
        return 1 + (Drawing.WIDTH - 2) * Math.max(0, Math.min(1, value));
    }

    /** @param markWords the words below the line through all bars */
    Drawing drawing(String markWords) {
        int height = TOP + bars.size() * ROW + (mark.isPresent() ? FOOT : 0);
        Drawing drawing = new Drawing(height);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + i * ROW;
            drawing.label(0, y + 12, "start", "name", Words.shortened(bar.name, NAME));
            drawing.label(Drawing.WIDTH, y + 12, "end", "value", bar.words);
            drawing.box(x(0), y + 17, x(1) - x(0), BAR, "track", bar.name + ": " + bar.words);
            drawing.box(
                    x(bar.from),
                    y + 17,
                    Math.max(1, x(bar.to) - x(bar.from)),
                    BAR,
                    bar.style,
                    bar.name + ": " + bar.words);
            mark.ifPresent(value -> drawing.rule(x(value), y + 14, x(value), y + 32, "mark"));
            if (bar.low < bar.high) {
                double middle = y + 17 + BAR / 2.0;
                drawing.rule(x(bar.low), middle, x(bar.high), middle, "range");
                drawing.rule(x(bar.low), middle - 3, x(bar.low), middle + 3, "range");
                drawing.rule(x(bar.high), middle - 3, x(bar.high), middle + 3, "range");
            }
        }
        mark.ifPresent(value -> {
            String anchor = value > 0.7 ? "end" : value < 0.3 ? "start" : "middle";
            drawing.label(x(value), height - 5, anchor, "tick", markWords);
        });
        return drawing;
    }
}
