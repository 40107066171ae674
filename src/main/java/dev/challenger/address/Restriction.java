package dev.challenger.address;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;

/**
 * A restriction of the operator on a field, in addition to the built-in check: the whole value must match a POSIX extended
 * regular expression. RE2/J matches in linear time, so that a hostile value cannot cause a long computation.
 *
 * @param hint the explanation for people
 * @param hintI18n the hint by language tag
 */
public record Restriction(Pattern pattern, String hint, Map<String, String> hintI18n) {
    public Restriction {
        hintI18n = Map.copyOf(hintI18n);
    }

    /** @throws IllegalArgumentException if the expression is malformed; the message gives the reason */
    public static Restriction parse(String regex, String hint, Map<String, String> hintI18n) {
        try {
            return new Restriction(Pattern.compile(regex), hint, hintI18n);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Returns true if the whole value matches. */
    public boolean allows(String value) {
        return pattern.matches(value);
    }
}
