package dev.challenger.transmission.letter;

import dev.challenger.text.Direction;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The scripts that can be set: those whose letters stand one after the other, and Arabic, whose letters have a character for each
 * of their shapes. Indic scripts need a layout engine, which the PDF library does not have.
 */
final class Script {
    private static final Set<UnicodeScript> KNOWN = Set.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.ETHIOPIC,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC,
            UnicodeScript.HAN,
            UnicodeScript.HANGUL,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO);

    private static final char LEFT_TO_RIGHT_EMBEDDING = '\u202A';
    private static final char RIGHT_TO_LEFT_EMBEDDING = '\u202B';
    private static final char END_OF_EMBEDDING = '\u202C';
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\uFE00-\uFE0F&&[^\u2066-\u2069]]");
    private static final Pattern BLANK = Pattern.compile("[\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cc}&&[^ \u00A0\u3000\n]]");

    /** The shapes of each Arabic letter, and the ligatures of lam, which no text without them has. */
    private static final Map<Integer, List<Integer>> ARABIC = new HashMap<>();

    private static final int LAM = 0x644;

    static {
        IntStream.concat(IntStream.rangeClosed(0xFB50, 0xFBFF), IntStream.rangeClosed(0xFE80, 0xFEFC))
                .filter(Character::isDefined)
                .forEach(shape -> {
                    int[] letters = Normalizer.normalize(Character.toString(shape), Normalizer.Form.NFKC)
                            .codePoints()
                            .toArray();
                    if (letters.length == 1 || letters[0] == LAM) {
                        ARABIC.computeIfAbsent(letters[0], any -> new ArrayList<>())
                                .add(shape);
                    }
                });
    }

    private Script() {}

    /** Returns true for a character that has no place on paper. */
    static boolean isInvisible(int c) {
        return c == '\n' || c >= LEFT_TO_RIGHT_EMBEDDING && c <= END_OF_EMBEDDING;
    }

    static IntStream visible(String text) {
        return prepare(text).codePoints().filter(c -> !isInvisible(c));
    }

    /**
     * Returns the characters that a font must have to print this one as text has it. One of an unknown script needs a character
     * that no font has.
     */
    static IntStream shapes(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        boolean letter = script == UnicodeScript.ARABIC && Character.isLetter(c);
        return !KNOWN.contains(script) || letter && !ARABIC.containsKey(c)
                ? IntStream.of(Character.MAX_CODE_POINT)
                : ARABIC.getOrDefault(letter ? c : 0, List.of()).stream().mapToInt(Integer::intValue);
    }

    /**
     * Prepares a text for the PDF library: accents are part of their letters, all blanks but those that keep words together are
     * one kind, invisible characters are gone, and isolates, which the library does not know, are embeddings.
     */
    static String prepare(String text) {
        String composed = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFC);
        String plain =
                BLANK.matcher(composed.replaceAll("[\u2007\u202F]", "\u00A0")).replaceAll(" ");
        StringBuilder prepared = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            prepared.append(
                    switch (c) {
                        case '\u2066' -> LEFT_TO_RIGHT_EMBEDDING;
                        case '\u2067' -> RIGHT_TO_LEFT_EMBEDDING;
                        case FIRST_STRONG_ISOLATE -> embedding(plain, i + 1);
                        case END_OF_ISOLATE -> END_OF_EMBEDDING;
                        default -> c;
                    });
        }
        return prepared.toString();
    }

    /** Returns the character that begins an embedding in the direction of the first letter. */
    private static char embedding(String text, int from) {
        int end = text.indexOf(END_OF_ISOLATE, from);
        String isolated = text.substring(from, end < 0 ? text.length() : end);
        return direction(isolated) == Direction.RTL ? RIGHT_TO_LEFT_EMBEDDING : LEFT_TO_RIGHT_EMBEDDING;
    }

    /** Returns the direction of the first letter. */
    static Direction direction(String text) {
        return text.codePoints()
                .map(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isRightToLeft(direction))
                .mapToObj(direction -> isRightToLeft(direction) ? Direction.RTL : Direction.LTR)
                .findFirst()
                .orElse(Direction.LTR);
    }

    private static boolean isRightToLeft(int direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
