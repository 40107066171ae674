package dev.challenger.tan;

import dev.challenger.secret.Key;
import dev.challenger.wire.Base32;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code a person receives and enters: 8 decimal digits, written {@code 1234-5678}. A TAN is derived and never stored.
 * {@link #equals} takes constant time.
 */
public final class Tan {
    private static final int COUNT = 100_000_000;
    private static final Pattern PREFIX = Pattern.compile("^(?:TM|T)-", Pattern.CASE_INSENSITIVE);
    private static final Pattern SEPARATORS = Pattern.compile("[-\\s\\p{Zs}\\p{Pd}]");
    private static final Pattern FORM = Pattern.compile("[0-9]{8}");
    private static final int MAX_TYPED = 64;

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
     * Derives the reference of a message: four symbols of Base32 that the page shows too, so that a person can tell one
     * message from another.
     */
    public static String reference(Key key, String purpose, byte[]... parts) {
        byte[] derived = key.derive(purpose, parts);
        return Base32.encode(Arrays.copyOf(derived, 3)).substring(0, 4);
    }

    /** Reads an entry, which may contain white space and dashes and begin with {@code T-} or {@code TM-}. */
    public static Optional<Tan> parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String digits = SEPARATORS
                .matcher(PREFIX.matcher(typed.strip()).replaceFirst(""))
                .replaceAll("");
        return FORM.matcher(digits).matches() ? Optional.of(new Tan(Integer.parseInt(digits))) : Optional.empty();
    }

    /** Returns the 8 digits as programs send them. */
    public String digits() {
        return String.format(Locale.ROOT, "%08d", number);
    }

    /** Returns the digits as people read them: {@code 1234-5678}. */
    public String written() {
        return digits().substring(0, 4) + "-" + digits().substring(4);
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
