package dev.challenger.client;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The instances whose backend a client is.
 *
 * @param patterns patterns of instance names, in which {@code *} matches any number of characters, including none
 */
public record Instances(List<String> patterns) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9_.@*-]{0,254}");
    private static final int MAX_PATTERNS = 100;

    /** No instances: the client is not a backend. */
    public static final Instances NONE = new Instances(List.of());

    /** @throws IllegalArgumentException for a pattern that no name can match, or for too many patterns, with the reason */
    public Instances {
        patterns = patterns.stream().distinct().toList();
        if (!patterns.stream().allMatch(FORM::matches)) {
            throw new IllegalArgumentException(
                    "an instance is named by ASCII letters, digits and _ . @ -, of which a letter"
                            + " or digit is the first; * stands for any of them");
        }
        if (patterns.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException("a client has at most " + MAX_PATTERNS + " patterns of instances");
        }
    }

    /** Reads the patterns as {@link #toString} writes them for the database. */
    static Instances stored(String text) {
        return new Instances(
                Stream.of(text.split(" ")).filter(pattern -> !pattern.isEmpty()).toList());
    }

    /** Returns true if one of the patterns matches the whole name. Matching is case-sensitive. */
    public boolean contain(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** RE2/J matches in linear time, so that a hostile name cannot cause a long computation. */
    private static boolean matches(String pattern, String name) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matches(name);
    }

    /** Returns the patterns with blanks between them. */
    @Override
    public String toString() {
        return String.join(" ", patterns);
    }
}
