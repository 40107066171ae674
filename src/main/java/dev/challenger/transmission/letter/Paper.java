package dev.challenger.transmission.letter;

import java.util.Locale;

/** The size of the paper. */
public enum Paper {
    A4(210, 297),
    /** US Letter. */
    LETTER(215.9, 279.4);

    private final double width;
    private final double height;

    Paper(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** Returns the width in mm. */
    public double width() {
        return width;
    }

    /** Returns the height in mm. */
    public double height() {
        return height;
    }

    /** Returns the name in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
