package dev.challenger.client;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The instances whose backend a client is: patterns of their names, in which {@code *} stands for any run of characters,
 * also for none.
 */
public record Instances(List<String> patterns) {
    /** No backend's. */
    public static final Instances NONE = new Instances(List.of());

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9_.@*-]{0,254}");
    private static final int MOST = 100;

    /** @throws IllegalArgumentException for a pattern that no name can match, or too many of them, saying so */
    public Instances {
        patterns = patterns.stream().distinct().toList();
        if (!patterns.stream().allMatch(pattern -> FORM.matcher(pattern).matches())) {
            throw new IllegalArgumentException(
                    "an instance is named by ASCII letters, digits and _ . @ -, of which a letter"
                            + " or digit is the first; * stands for any of them");
        }
        if (patterns.size() > MOST) {
            throw new IllegalArgumentException("a client has at most " + MOST + " patterns of instances");
        }
    }

    /** As the database has them. */
    static Instances stored(String text) {
        return new Instances(
                Stream.of(text.split(" ")).filter(pattern -> !pattern.isEmpty()).toList());
    }

    /** Whether one of the patterns matches a whole name, upper and lower case apart. */
    public boolean contain(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /**
     * Goes back to the last star alone, since what an earlier one could take a later one can too: at most pattern × name
     * steps, whatever a stranger calls his instance.
     */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starAt = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starAt = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starAt;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    static boolean matchesRegex(String glob, String name) {
        String regex = Stream.of(glob.split("\\*", -1))
                .map(com.google.re2j.Pattern::quote)
                .collect(Collectors.joining(".*"));
        return com.google.re2j.Pattern.compile(regex, com.google.re2j.Pattern.DOTALL)
                .matches(name);
    }

    /** With blanks between them. */
    @Override
    public String toString() {
        return String.join(" ", patterns);
    }
}
