package dev.challenger.address;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The built-in checks of what stands on a letter. */
final class PostalAddress {
    private static final int MAX_LINES = 10;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    /** What cannot be printed, ends lines in ways of its own, or lets a line be read in another order than it is sent. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u202A-\u202E\u2066-\u2069]");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private PostalAddress() {}

    /** One line, with a letter or a digit in it. */
    static Optional<String> line(String typed) {
        return lines(typed).filter(text -> !text.contains("\n"));
    }

    /** The lines, separated by {@code \n}, each without blanks around it; tabs become blanks, empty lines are left out. */
    static Optional<String> lines(String typed) {
        List<String> lines = LINE_END.splitAsStream(typed.replace('\t', ' '))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean printable =
                lines.stream().noneMatch(line -> UNPRINTABLE.matcher(line).find());
        boolean says = lines.stream().flatMapToInt(String::codePoints).anyMatch(Character::isLetterOrDigit);
        return printable && says && lines.size() <= MAX_LINES
                ? Optional.of(String.join("\n", lines))
                : Optional.empty();
    }

    /** The code of a country that the JDK knows, in upper case. */
    static Optional<String> country(String typed) {
        return Optional.of(typed.toUpperCase(Locale.ROOT)).filter(COUNTRIES::contains);
    }

    /**
     * The words in lower case with a blank between them: a letter spelled with other capitals, blanks, lines or commas lands
     * in the same letterbox, and must not get another budget.
     */
    static String fold(String text) {
        String plain = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        // By way of upper case, which makes SS of ß.
        String lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(lower).replaceAll(" ").strip();
    }
}
