package dev.challenger.address;

import dev.challenger.wire.Typed;
import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The built-in check of e-mail addresses. It accepts addresses that a mail server can deliver to and that need no quoting. */
final class EmailAddress {
    /** In bytes of UTF-8 (RFC 5321 section 4.5.3.1.1). */
    private static final int MAX_LOCAL_PART = 64;

    private static final Pattern SEPARATORS = Pattern.compile("[._-]");
    /**
     * RFC 5322 section 3.2.3, without {@code !} and {@code %}, by which some servers relay to another address. Of the characters
     * that RFC 6531 adds, only letters with their marks and digits.
     */
    private static final String ATOM = "(?:[#$&'*+/=?^_`{|}~-]|\\p{L}\\p{M}*|\\p{Nd})+";

    private static final Pattern DOT_ATOM = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    /** The scripts that are written together (UTS 39 section 5.2, highly restrictive). All others look like a fraud. */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));
    /** Letters of Thai and Lao that the form NFKC divides, although nobody types their parts. */
    private static final Pattern DIVIDED = Pattern.compile("[\u0E33\u0EB3]");

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
        if (at < 1 || at > MAX_LOCAL_PART || !isLocalPart(value.substring(0, at))) {
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

    private static boolean isLocalPart(String local) {
        return local.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL_PART
                && DOT_ATOM.matcher(local).matches()
                && local.chars().noneMatch(c -> Character.isSurrogate((char) c) || Typed.isInvisible(c))
                // A letter in another form, such as one of full width, is another mailbox, which nobody means.
                && Normalizer.isNormalized(DIVIDED.matcher(local).replaceAll(""), Normalizer.Form.NFKC)
                && isOfOneWriting(local);
    }

    private static boolean isOfOneWriting(String local) {
        Set<UnicodeScript> scripts = local.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(UnicodeScript.class)));
        return scripts.size() <= 1 || WRITTEN_TOGETHER.stream().anyMatch(together -> together.containsAll(scripts));
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
