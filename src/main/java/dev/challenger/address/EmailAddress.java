package dev.challenger.address;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The built-in check of e-mail addresses. It accepts addresses that a mail server can deliver to and that need no quoting. */
final class EmailAddress {
    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern SEPARATORS = Pattern.compile("[._-]");
    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    /**
     * The characters that Java's IDN, of 2003, maps to others: ß becomes ss, joiners are dropped. Today they make different
     * domains (RFC 5894 section 7.2), so the message would reach another person than intended.
     */
    private static final String MEANT_OTHERWISE = "\u00DF\u1E9E\u03C2\u200C\u200D";

    private EmailAddress() {}

    /** Returns the local part as typed and the domain in lower-case ASCII; empty if the value is not an e-mail address. */
    static Optional<String> normalise(String value) {
        int at = value.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_PART || !isDotAtom(value.substring(0, at))) {
            return Optional.empty();
        }
        return domain(value.substring(at + 1)).map(domain -> value.substring(0, at + 1) + domain);
    }

    /**
     * Returns one form for all spellings that big mail providers deliver to one mailbox: it ignores case, dots, dashes,
     * underscores and the part after a plus sign. Where another provider gives these spellings to two people, the two share
     * one budget.
     *
     * @param normalised the result of {@link #normalise}
     */
    static String mailbox(String normalised) {
        int at = normalised.lastIndexOf('@');
        int plus = normalised.indexOf('+');
        String local = normalised.substring(0, plus > 0 && plus < at ? plus : at);
        return SEPARATORS.matcher(local).replaceAll("").toLowerCase(Locale.ROOT) + normalised.substring(at);
    }

    private static boolean isDotAtom(String local) {
        return !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.chars().allMatch(EmailAddress::isAtomSymbol);
    }

    private static boolean isAtomSymbol(int c) {
        return isLetterOrDigit(c) || c == '.' || ATOM_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static Optional<String> domain(String typed) {
        if (typed.chars().anyMatch(c -> MEANT_OTHERWISE.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        String ascii;
        try {
            ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        boolean plausible = ascii.contains(".")
                && !ascii.startsWith(".")
                && !ascii.endsWith(".")
                && !ascii.contains("..")
                && ascii.length() <= 253;
        return plausible ? Optional.of(ascii) : Optional.empty();
    }
}
