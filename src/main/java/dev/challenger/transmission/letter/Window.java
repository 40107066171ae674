package dev.challenger.transmission.letter;

import java.util.Locale;

/** The window of the envelope, in which the address shows. */
public enum Window {
    /** DIN 5008 form B: window at the left of a DL, C6/5 or C4 envelope. The text begins 5 mm inside of the field. */
    DIN_5008_B(new Box(25, 57.7, 75, 4.5), new Box(25, 62.7, 75, 26.3)),
    /** SN 010130: window at the right of a C5 or C6/5 envelope. */
    SWISS_RIGHT(new Box(118, 54.5, 82, 4.5), new Box(118, 60, 82, 25.5)),
    /** The window at the left of a number 10 envelope, for US Letter in three parts. */
    US_10(new Box(22, 50, 85, 4), new Box(22, 54.5, 85, 23));

    private final Box sender;
    private final Box recipient;

    Window(Box sender, Box recipient) {
        this.sender = sender;
        this.recipient = recipient;
    }

    /** Returns the place of the one line with the address of the sender. */
    Box sender() {
        return sender;
    }

    /** Returns the place of the address. */
    Box recipient() {
        return recipient;
    }

    /** Returns the name in the settings: {@code din-5008-b}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
