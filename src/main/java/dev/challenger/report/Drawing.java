package dev.challenger.report;

import java.util.ArrayList;
import java.util.List;

/** The shapes of an SVG picture. The classes of shapes are those of the style sheet. */
public final class Drawing {
    /** The width of every picture. It is that of a phone, so that the text stays readable there. */
    static final int WIDTH = 340;

    private final int height;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<Dot> dots = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    Drawing(int height) {
        this.height = height;
    }

    /** A straight line. */
    public record Rule(double x1, double y1, double x2, double y2, String style) {}

    /** @param hint is shown when a pointer rests on the shape */
    public record Box(double x, double y, double width, double height, String style, String hint) {}

    /** @param points as in SVG's {@code polyline} */
    public record Curve(String points, String style) {}

    /** @param hint as of a box */
    public record Dot(double x, double y, String style, String hint) {}

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    public record Label(double x, double y, String anchor, String style, String text) {}

    void rule(double x1, double y1, double x2, double y2, String style) {
        rules.add(new Rule(round(x1), round(y1), round(x2), round(y2), style));
    }

    void box(double x, double y, double width, double boxHeight, String style, String hint) {
        boxes.add(new Box(round(x), round(y), round(width), round(boxHeight), style, hint));
    }

    void curve(String points, String style) {
        curves.add(new Curve(points, style));
    }

    void dot(double x, double y, String style, String hint) {
        dots.add(new Dot(round(x), round(y), style, hint));
    }

    void label(double x, double y, String anchor, String style, String text) {
        labels.add(new Label(round(x), round(y), anchor, style, text));
    }

    static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return height;
    }

    public List<Rule> rules() {
        return rules;
    }

    public List<Box> boxes() {
        return boxes;
    }

    public List<Curve> curves() {
        return curves;
    }

    public List<Dot> dots() {
        return dots;
    }

    public List<Label> labels() {
        return labels;
    }
}
