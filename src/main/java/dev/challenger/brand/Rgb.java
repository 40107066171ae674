package dev.challenger.brand;

import java.util.HexFormat;

/**
 * A colour of sRGB.
 *
 * @param bits red, green and blue, 8 bits each
 */
record Rgb(int bits) {
    static final Rgb BLACK = new Rgb(0x000000);
    static final Rgb WHITE = new Rgb(0xffffff);

    /** @throws IllegalArgumentException unless the text has the form {@code #0b5a8a} */
    static Rgb parse(String text) {
        if (!text.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException("no colour");
        }
        return new Rgb(HexFormat.fromHexDigits(text, 1, 7));
    }

    /** Returns the contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
    double contrast(Rgb other) {
        double a = luminance();
        double b = other.luminance();
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
    }

    private double linear(int shift) {
        double value = channel(shift) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private int channel(int shift) {
        return bits >> shift & 0xff;
    }

    /** @param share of the other colour, from 0 to 1 */
    Rgb mixed(Rgb other, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double value = channel(shift) * (1 - share) + other.channel(shift) * share;
            mixed |= (int) Math.round(value) << shift;
        }
        return new Rgb(mixed);
    }

    /** Returns the shade closest to this colour, on the way to the other, that has this contrast to the ground. */
    Rgb readable(Rgb other, Rgb ground, double contrast) {
        Rgb shade = this;
        for (int step = 1; step <= 100 && shade.contrast(ground) < contrast; step++) {
            shade = mixed(other, step / 100.0);
        }
        return shade;
    }

    /** Returns the form of CSS: {@code #0b5a8a}. */
    @Override
    public String toString() {
        return "#" + HexFormat.of().toHexDigits(bits, 6);
    }
}
