package dev.challenger.transmission.letter;

import java.lang.Character.UnicodeBlock;

/** Thrown if a text cannot be printed. The message has none of its characters, which may be those of an address. */
final class Unprintable extends Exception {
    private static final long serialVersionUID = 1;

    private Unprintable(String reason) {
        super(reason);
    }

    static Unprintable character(int c) {
        return new Unprintable("no font of post.fonts can print the characters of the block " + UnicodeBlock.of(c));
    }

    static Unprintable tooLong() {
        return new Unprintable("a text is too long for its place");
    }
}
