package dev.challenger.address;

import dev.challenger.wire.Typed;
import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The built-in check of e-mail addresses. It accepts addresses that a mail server can deliver to and that need no quoting. */
final class EmailAddress {
    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern SEPARATORS = Pattern.compile("[._-]");
    /** RFC 5322 section 3.2.3, without {@code !} and {@code %}, by which some servers relay to another address. */
    private static final String ATOM_SYMBOLS = "#$&'*+-/=?^_`{|}~";

    /** Domains of providers that give every mailbox under several domains, with one domain for each provider. */
    private static final Map<String, String> ALIASES = Map.of(
            "googlemail.com", "gmail.com",
            "pm.me", "proton.me",
            "protonmail.com", "proton.me",
            "protonmail.ch", "proton.me",
            "me.com", "icloud.com",
            "mac.com", "icloud.com",
            "ya.ru", "yandex.ru",
            "yandex.com", "yandex.ru");

    /**
     * The characters that Java's IDN, of 2003, maps to others: ß becomes ss, joiners are dropped. Today they make different
     * domains (RFC 5894 section 7.2), so the message would reach another person than intended.
     */
    private static final String MEANT_OTHERWISE = "\u00DF\u1E9E\u03C2\u200C\u200D";

    private EmailAddress() {}

    /**
     * Returns the local part as typed and the domain in lower-case ASCII; empty if the value is not an e-mail address. The
     * result is the only form in which an address is kept. Normalising it again changes nothing.
     */
    static Optional<String> normalise(String typed) {
        String value = typed.replace('\uFF20', '@');
        int at = value.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_PART || !isDotAtom(value.substring(0, at))) {
            return Optional.empty();
        }
        return domain(value.substring(at + 1)).map(domain -> value.substring(0, at + 1) + domain);
    }

    /**
     * Returns one form for all spellings that big mail providers deliver to one mailbox: it ignores case, dots, dashes,
     * underscores and the part after a plus sign, and has one domain for each provider. Where another provider gives these
     * spellings to two people, the two share one budget.
     *
     * @param normalised the result of {@link #normalise}
     */
    static String mailbox(String normalised) {
        int at = normalised.lastIndexOf('@');
        int plus = normalised.indexOf('+');
        String domain = normalised.substring(at + 1);
        String local = normalised.substring(0, plus > 0 && plus < at ? plus : at);
        return SEPARATORS.matcher(local).replaceAll("").toLowerCase(Locale.ROOT) + "@"
                + ALIASES.getOrDefault(domain, domain);
    }

    /** Returns a normalised address as people read it: with the domain in Unicode. It normalises to the same address. */
    static String shown(String normalised) {
        int at = normalised.lastIndexOf('@');
        String shown = normalised.substring(0, at + 1) + IDN.toUnicode(normalised.substring(at + 1));
        return normalise(Typed.clean(shown)).filter(normalised::equals).isPresent() ? shown : normalised;
    }

    /** Returns true if a text is no e-mail address because its domain has a letter that domains cannot have. */
    static boolean hasWrongLetter(String typed) {
        String domain = typed.substring(typed.replace('\uFF20', '@').lastIndexOf('@') + 1);
        return domain.length() < typed.length()
                && domain(domain).isEmpty()
                && domain.codePoints().anyMatch(c -> c > 0x7F && Character.isLetter(c));
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
