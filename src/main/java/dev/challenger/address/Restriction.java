package dev.challenger.address;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;

/**
 * What an operator demands of a field beyond its built-in check: a POSIX extended regular expression that the whole value
 * must match, and how to tell people. RE2/J matches in linear time, since the value is a stranger's.
 *
 * @param hintI18n the hint by language tag
 */
public record Restriction(Pattern pattern, String hint, Map<String, String> hintI18n) {
    public Restriction {
        hintI18n = Map.copyOf(hintI18n);
    }

    /** @throws IllegalArgumentException if the expression is not one, saying why */
    public static Restriction parse(String regex, String hint, Map<String, String> hintI18n) {
        try {
            return new Restriction(Pattern.compile(regex), hint, hintI18n);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Whether the whole value matches. */
    public boolean allows(String value) {
        return pattern.matches(value);
    }
}
