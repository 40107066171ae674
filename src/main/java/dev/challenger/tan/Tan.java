package dev.challenger.tan;

import dev.challenger.secret.Key;
import dev.challenger.wire.Typed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The code a person receives and enters: 8 decimal digits. A TAN is derived and never stored.
 * {@link #equals} takes constant time.
 */
public final class Tan {
    private static final int COUNT = 100_000_000;
    static final int DIGITS = 8;
    private static final int REFERENCE_LENGTH = 4;
    /** No vowels, which could make a word, and no letter that looks like a digit. */
    private static final String REFERENCE_LETTERS = "BCDFGHJKMNPQRTVWXZ";
    /** Longer than any message of ours, so that a person can paste a whole one. */
    private static final int MAX_TYPED = 4_000;
    /** Everything that ends a group of digits. Only blanks and dashes, including signs that look like dashes, do not. */
    private static final Pattern AROUND = Pattern.compile(
            "[^\\p{Nd}\\s\\p{Z}\\p{Pd}\u0085\u2800" + "\u02D7\u2043\u2053\u207B\u208B\u2212\u2500\u2501\u30FC\uFF70]+");

    private static final Pattern LINE_END = Pattern.compile("\\R");

    private final int number;

    private Tan(int number) {
        this.number = number;
    }

    /** Derives a TAN. The same key, purpose and parts give the same TAN. */
    public static Tan derive(Key key, String purpose, byte[]... parts) {
        // 64 bits modulo 10^8: no TAN is more likely than another by more than 1 in 10^11.
        long bits = ByteBuffer.wrap(key.derive(purpose, parts)).getLong();
        return new Tan((int) Long.remainderUnsigned(bits, COUNT));
    }

    /**
     * Derives the reference of a message: four letters that the page shows too, so that a person can tell one message from
     * another, and cannot take the reference for the code.
     */
    public static String reference(Key key, String purpose, byte[]... parts) {
        byte[] derived = key.derive(purpose, parts);
        return IntStream.range(0, REFERENCE_LENGTH)
                .mapToObj(i -> REFERENCE_LETTERS.charAt(Byte.toUnsignedInt(derived[i]) % REFERENCE_LETTERS.length()))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /**
     * Reads an entry: digits of any script, written with blanks and dashes in any place, and possibly with other text around
     * them. Invisible characters count for nothing. Returns empty unless the text has exactly one group of eight digits: two
     * of them leave open which one is meant.
     */
    public static Optional<Tan> parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        int[] visible = typed.codePoints().filter(c -> !Typed.isInvisible(c)).toArray();
        List<String> groups = AROUND.splitAsStream(new String(visible, 0, visible.length))
                .flatMap(Tan::groups)
                .filter(group -> group.length() == DIGITS)
                .toList();
        return groups.size() == 1 ? Optional.of(new Tan(Integer.parseInt(groups.get(0)))) : Optional.empty();
    }

    /** A line end separates groups only where the lines together have too many digits. */
    private static Stream<String> groups(String spaced) {
        String digits = digits(spaced);
        return digits.length() <= DIGITS
                ? Stream.of(digits)
                : LINE_END.splitAsStream(spaced).map(Tan::digits);
    }

    private static String digits(String spaced) {
        return spaced.codePoints()
                .filter(Character::isDigit)
                .mapToObj(c -> String.valueOf(Character.digit(c, 10)))
                .collect(Collectors.joining());
    }

    /** Returns the 8 digits, as in messages: a double click selects all of them, and nothing else is copied. */
    public String digits() {
        return String.format(Locale.ROOT, "%08d", number);
    }

    /** Returns the digits as they are printed on paper, from where nobody copies them: {@code 1234 5678}. */
    public String printed() {
        return digits().substring(0, 4) + " " + digits().substring(4);
    }

    @Override
    public boolean equals(Object other) {
        // One exclusive or and one comparison with zero take the same time for every pair of numbers.
        return other instanceof Tan tan && (number ^ tan.number) == 0;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** Returns no digits, so that no log and no exception contains them. */
    @Override
    public String toString() {
        return "Tan[…]";
    }
}
