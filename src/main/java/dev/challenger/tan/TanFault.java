package dev.challenger.tan;

import dev.challenger.wire.Typed;

/** The reason why {@link Tan#parse} does not read an entry, for people. It says nothing about the TAN that was sent. */
public enum TanFault {
    MISSING("pin.missing"),
    SHORT("pin.short"),
    LONG("pin.long"),
    /** There are letters or signs, or two codes. */
    LETTERS("pin.letters");

    /** The key of a text. */
    private final String key;

    TanFault(String key) {
        this.key = key;
    }

    /**
     * Returns the fault of an entry. An entry of digits has too few or too many of them; any other is asked for digits.
     *
     * @param typed the entry, which is not a TAN
     */
    public static TanFault of(String typed) {
        String clean = Typed.clean(typed);
        if (clean.isEmpty()) {
            return MISSING;
        }
        int digits = (int) clean.codePoints().filter(Character::isDigit).count();
        boolean others = clean.codePoints().anyMatch(TanFault::isOther);
        if (digits == 0 || others || digits == Tan.DIGITS) {
            return LETTERS;
        }
        return digits < Tan.DIGITS ? SHORT : LONG;
    }

    /** Returns true for a character that neither is a digit nor separates digits. */
    private static boolean isOther(int c) {
        return !Character.isDigit(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.DASH_PUNCTUATION
                && !Typed.isInvisible(c);
    }

    /** Returns the key of the text for people. */
    public String key() {
        return key;
    }
}
