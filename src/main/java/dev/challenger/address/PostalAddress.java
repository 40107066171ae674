package dev.challenger.address;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in checks of the fields of a postal address. */
final class PostalAddress {
    private static final int MAX_LINES = 10;
    /** Kosovo, which has no code of ISO. Posts and banks use this one. */
    private static final String KOSOVO = "XK";

    private static final Set<String> COUNTRIES = Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of(KOSOVO))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n\u0085\u2028\u2029]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\t]+");
    /** Characters that cannot be printed, that end lines, or that reverse the direction of writing. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u202A-\u202E\u2066-\u2069]");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** The codes by English names. */
    private static final Map<String, String> BY_NAME = COUNTRIES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    code -> name(new Locale("", code).getDisplayCountry(Locale.ENGLISH)), Function.identity()));

    private PostalAddress() {}

    /** Parses one line that has a letter or a digit. */
    static Optional<String> line(String typed) {
        return lines(typed).filter(text -> !text.contains("\n"));
    }

    /**
     * Parses at most 10 lines, and joins them by {@code \n}. Blanks and tabs become one blank; lines are stripped, and empty
     * ones removed.
     */
    static Optional<String> lines(String typed) {
        List<String> lines = LINE_END.splitAsStream(typed)
                .map(line -> BLANKS.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        boolean printable =
                lines.stream().noneMatch(line -> UNPRINTABLE.matcher(line).find());
        boolean readable = lines.stream().flatMapToInt(String::codePoints).anyMatch(Character::isLetterOrDigit);
        return printable && readable && lines.size() <= MAX_LINES
                ? Optional.of(String.join("\n", lines))
                : Optional.empty();
    }

    /**
     * Parses the code or the English name of a country that the JDK knows, or of Kosovo; returns the code in upper case. People
     * whose browsers run no scripts have no list to choose from.
     */
    static Optional<String> country(String typed) {
        String code = typed.toUpperCase(Locale.ROOT);
        return COUNTRIES.contains(code) ? Optional.of(code) : Optional.ofNullable(BY_NAME.get(name(typed)));
    }

    /** Returns a name without accents, which few people type in names of foreign countries. */
    private static String name(String country) {
        return fold(ACCENTS.matcher(Normalizer.normalize(country, Normalizer.Form.NFD))
                .replaceAll(""));
    }

    /**
     * Returns the words in lower case, separated by blanks. Letters whose addresses differ only in case, blanks, lines or
     * punctuation arrive in the same letterbox, and must share one budget.
     */
    static String fold(String text) {
        String plain = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        // Upper case first, which turns ß into SS.
        String lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(lower).replaceAll(" ").strip();
    }
}
