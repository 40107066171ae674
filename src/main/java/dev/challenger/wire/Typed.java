package dev.challenger.wire;

import java.text.Normalizer;

/**
 * Text that a person typed or pasted. Keyboards, chat programs and web pages add characters that nobody sees; they are not
 * part of what the person meant.
 */
public final class Typed {
    /** Characters without a glyph that are not format characters. Java has no name for Default_Ignorable_Code_Point. */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u3164\uFFA0";

    /** Blanks that Java takes for a control character and a symbol. */
    private static final String BLANKS = "\u0085\u2800";

    private Typed() {}

    /**
     * Returns the text in Unicode's normal form C, without blanks and invisible characters at its ends and without format
     * characters inside. Joiners inside a text stay, since some scripts need them. Cleaning a clean text changes nothing.
     */
    public static String clean(String typed) {
        int[] visible = typed.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT || c == '\u200C' || c == '\u200D')
                .toArray();
        int start = 0;
        int end = visible.length;
        while (start < end && isNothing(visible[start])) {
            start++;
        }
        while (end > start && isNothing(visible[end - 1])) {
            end--;
        }
        return Normalizer.normalize(new String(visible, start, end - start), Normalizer.Form.NFC);
    }

    private static boolean isNothing(int c) {
        return isInvisible(c) || Character.isSpaceChar(c) || Character.isWhitespace(c) || BLANKS.indexOf(c) >= 0;
    }

    /** Returns true for a character that no font shows and that takes no space, such as a zero-width space. */
    public static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || FILLERS.indexOf(c) >= 0
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0xE0100 && c <= 0xE01EF;
    }
}
