package dev.challenger.launch;

import java.util.List;
import java.util.Set;

/** Hides numbers of 8 digits in any script, which may be codes of messages. Does not hide ids. */
final class SecretNumbers {
    private static final int DIGITS = 8;
    private static final int HALF = DIGITS / 2;
    /** Blanks and dashes in a URL; of those that end in digits, the digits count as part of the next number. */
    private static final Set<String> ESCAPED_GAPS = Set.of("%20", "%2D", "%2d");

    /** A number after one of these is an id, and not the code of a message. */
    private static final List<String> IDS = List.of("validation", "challenge", "client");

    private static final int UUID_LENGTH = 36;
    private static final int[] UUID_DASHES = {8, 13, 18, 23};

    private final String text;
    private final Redaction redaction;

    /** Where the last number of 4 digits began and ended; -1 if there is none that may be half a code. */
    private int half = -1;

    private int halfEnd = -1;

    private SecretNumbers(String text) {
        this.text = text;
        this.redaction = new Redaction(text);
    }

    static String hide(String text) {
        return new SecretNumbers(text).hide();
    }

    /** Returns true if a number of this many digits may be a code, perhaps after the two digits of an escape such as %20. */
    static boolean isWhole(int digits) {
        return digits == DIGITS || digits == DIGITS + 2;
    }

    /** Returns true if a number of this many digits may be half a code, perhaps after the two digits of an escape. */
    static boolean isHalf(int digits) {
        return digits == HALF || digits == HALF + 2;
    }

    /** Hides numbers of 8 digits, also in two groups of 4. */
    private String hide() {
        for (int at = 0; at < text.length(); ) {
            if (isDigit(at)) {
                int begin = at;
                int digits = 0;
                for (; at < text.length() && isDigit(at); at += length(at)) {
                    digits++;
                }
                number(begin, at, digits);
            } else {
                at += length(at);
            }
        }
        return redaction.toString();
    }

    private void number(int from, int to, int count) {
        // The two digits of an escape such as %20 may belong to the number after it, or not.
        boolean longer = count != DIGITS && count != HALF && (isWhole(count) || isHalf(count));
        int escape = longer && from > 0 && text.charAt(from - 1) == '%' ? 2 : 0;
        int begin = from + escape;
        int digits = count - escape;
        if (digits == DIGITS && !isId(begin)) {
            redaction.hide(begin, to);
        } else if (digits == HALF && half >= 0 && isGap(halfEnd, begin) && !isInUuid(half)) {
            redaction.hide(half, to);
            half = -1;
        } else {
            half = digits == HALF ? begin : -1;
            halfEnd = to;
        }
    }

    private boolean isDigit(int at) {
        char c = text.charAt(at);
        return c < 128 ? c >= '0' && c <= '9' : Character.isDigit(text.codePointAt(at));
    }

    private int length(int at) {
        return text.charAt(at) < 128 ? 1 : Character.charCount(text.codePointAt(at));
    }

    /** Returns true if one blank or dash is there, which may be encoded. */
    private boolean isGap(int from, int to) {
        String gap = text.substring(from, to);
        if (ESCAPED_GAPS.contains(gap) || gap.equals("+") || gap.equals(".") || gap.equals("_")) {
            return true;
        }
        int type = gap.codePointCount(0, gap.length()) == 1 ? Character.getType(gap.codePointAt(0)) : -1;
        return type == Character.DASH_PUNCTUATION || type == Character.SPACE_SEPARATOR;
    }

    /**
     * Returns true in a UUID, such as those by which the log and the answer to a failed request name it. Looks no further than
     * a UUID is long, since a stranger may write a long text of such symbols.
     */
    private boolean isInUuid(int at) {
        int begin = at;
        while (begin > 0 && at - begin < UUID_LENGTH && isUuidSymbol(text.charAt(begin - 1))) {
            begin--;
        }
        int end = at;
        while (end < text.length() && end - begin <= UUID_LENGTH && isUuidSymbol(text.charAt(end))) {
            end++;
        }
        if (end - begin != UUID_LENGTH) {
            return false;
        }
        for (int dash : UUID_DASHES) {
            if (text.charAt(begin + dash) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuidSymbol(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == '-';
    }

    /**
     * Returns true for a number after the name of an id, as in {@code validation 12345678} and {@code "client":12345678}, and
     * for a part of a UUID.
     */
    private boolean isId(int number) {
        if (isInUuid(number)) {
            return true;
        }
        int end = number;
        if (text.startsWith("\":", number - 2)) {
            end -= 2;
        } else if (text.startsWith(" ", number - 1)) {
            end -= 1;
        }
        for (String id : IDS) {
            if (end < number && text.regionMatches(true, end - id.length(), id, 0, id.length())) {
                return true;
            }
        }
        return false;
    }
}
