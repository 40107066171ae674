package dev.challenger.transmission.letter;

import java.util.Locale;

/** Thrown if a text cannot be printed. The message has at most one of its characters. */
final class Unprintable extends Exception {
    private static final long serialVersionUID = 1;

    private Unprintable(String reason) {
        super(reason);
    }

    static Unprintable character(int c) {
        return new Unprintable(String.format(Locale.ROOT, "no font of post.fonts can print U+%04X", c));
    }

    static Unprintable tooLong() {
        return new Unprintable("a text is too long for its place");
    }
}
