package dev.challenger.report;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** The axes of a plot over time, and the places of values between them. */
final class Axes {
    private static final int HEIGHT = 190;
    private static final int LEFT = 46;
    private static final int RIGHT = 8;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int MOST_LABELS = 6;

    private final Drawing drawing = new Drawing(HEIGHT);
    private final Period period;
    private final Scale scale;

    /** @param words writes the value of a line */
    Axes(Period period, Scale scale, DoubleFunction<String> words) {
        this.period = period;
        this.scale = scale;
        for (double line : scale.lines()) {
            drawing.rule(LEFT, y(line), Drawing.WIDTH - RIGHT, y(line), line == 0 ? "axis" : "grid");
            drawing.label(LEFT - 5, y(line) + 4, "end", "tick", words.apply(line));
        }
        List<Integer> days = IntStream.range(0, period.steps())
                .filter(this::isMarked)
                .boxed()
                .toList();
        int every = Math.max(1, (days.size() + MOST_LABELS - 1) / MOST_LABELS);
        for (int i = 0; i < days.size(); i += every) {
            int step = days.get(i);
            drawing.rule(x(step), y(0), x(step), y(0) + 4, "axis");
            boolean fits = x(step) < Drawing.WIDTH - RIGHT - 30;
            if (fits) {
                drawing.label(x(step), HEIGHT - 6, "start", "tick", period.tick(step));
            }
        }
    }

    private boolean isMarked(int step) {
        return period.to().minusSeconds(2 * 86_400).isBefore(period.from())
                ? step % Math.max(1, period.steps() / 6) == 0
                : period.beginsDay(step);
    }

    Drawing drawing() {
        return drawing;
    }

    /** Returns the place of the start of a step. */
    double x(int step) {
        return LEFT + width() * step;
    }

    /** Returns the width of a step. */
    double width() {
        return (double) (Drawing.WIDTH - LEFT - RIGHT) / period.steps();
    }

    double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / scale.top();
    }
}
