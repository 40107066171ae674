package dev.challenger.launch;

/**
 * Tells quickly that a text has no secrets, in one pass, since nearly no log line has one. It may suspect harmless texts: the
 * classes that hide secrets decide.
 */
final class SecretScan {
    private static final byte DIGIT = 1;
    private static final byte LETTER = 2;
    /** Belongs to long words and to names. */
    private static final byte LOW_LINE = 4;
    /** Belongs to names. */
    private static final byte DASH = 8;
    /** Belongs to long words, and may be the begin of an encoded separator. */
    private static final byte PERCENT = 16;
    /** Stands between the name and the value of a parameter. */
    private static final byte SEPARATOR = 32;

    private static final int WORD = DIGIT | LETTER | LOW_LINE | PERCENT;
    private static final int NAME = LETTER | LOW_LINE | DASH;
    private static final byte[] KINDS = kinds();

    private static final int ASCII = 128;
    /** The longest gap between two halves of a code, in chars. */
    private static final int GAP = 3;

    private final String text;
    private int wordBegin;
    private int nameBegin;
    private int nameEnd;
    private int halfEnd = -GAP - 1;

    private SecretScan(String text) {
        this.text = text;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            kinds[c] = c >= '0' && c <= '9' ? DIGIT : letter ? LETTER : 0;
        }
        kinds['_'] = LOW_LINE;
        kinds['-'] = DASH;
        kinds['%'] = PERCENT;
        kinds['='] = SEPARATOR;
        kinds[':'] = SEPARATOR;
        return kinds;
    }

    static boolean suspects(String text) {
        return new SecretScan(text).suspects();
    }

    /** Looks at runs of symbols of one kind. */
    private boolean suspects() {
        int begin = 0;
        int kind = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= ASCII && Character.isDigit(text.codePointAt(at))) {
                return true;
            }
            int next = c < ASCII ? KINDS[c] : 0;
            if (next != kind) {
                if (suspects(kind, begin, at)) {
                    return true;
                }
                begin = at;
                kind = next;
            }
        }
        return suspects(kind, begin, text.length()) || suspectsWord(text.length(), text.length());
    }

    private boolean suspects(int kind, int from, int to) {
        if (kind == DIGIT) {
            return suspectsNumber(from, to);
        }
        if ((kind & NAME) != 0) {
            nameBegin = nameEnd == from ? nameBegin : from;
            nameEnd = to;
        } else if ((kind & (SEPARATOR | PERCENT)) != 0 && SecretParameters.mayBeName(text, nameBegin, nameEnd)) {
            return true;
        }
        return (kind & WORD) == 0 && suspectsWord(from, to);
    }

    private boolean suspectsNumber(int from, int to) {
        if (!SecretNumbers.isHalf(to - from)) {
            return SecretNumbers.isWhole(to - from);
        }
        boolean second = from - halfEnd <= GAP;
        halfEnd = to;
        return second;
    }

    /** Looks at the word before symbols that belong to none. */
    private boolean suspectsWord(int from, int to) {
        int length = from - wordBegin;
        wordBegin = to;
        return length >= SecretMask.SYMBOLS;
    }
}
