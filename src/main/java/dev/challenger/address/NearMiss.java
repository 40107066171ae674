package dev.challenger.address;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Typing errors in the domain of an e-mail address. A mistyped domain of a big provider often exists: its owner would get the
 * message, and the person would wait for nothing.
 */
final class NearMiss {
    /**
     * The domains of providers with millions of mailboxes. Domains of less than eight characters are left out, since too many
     * real ones differ from them by one letter. So is a provider's domain under a second country, for the same reason.
     */
    private static final List<String> BIG = List.of(
            "gmail.com",
            "hotmail.com",
            "outlook.com",
            "yahoo.com",
            "icloud.com",
            "googlemail.com",
            "protonmail.com",
            "t-online.de",
            "freenet.de",
            "bluewin.ch",
            "orange.fr",
            "wanadoo.fr",
            "laposte.net",
            "libero.it",
            "virgilio.it",
            "seznam.cz",
            "yandex.ru");

    /** Domains of other providers that differ from one of these by one letter. */
    private static final Set<String> REAL = Set.of("mail.com", "ymail.com", "email.com", "hmail.com", "cloud.com");

    private NearMiss() {}

    /**
     * Returns the domain that was probably meant: the only big one that a single typing error turns into this one.
     *
     * @param domain in lower-case ASCII
     */
    static Optional<String> of(String domain) {
        if (REAL.contains(domain) || BIG.contains(domain)) {
            return Optional.empty();
        }
        List<String> near =
                BIG.stream().filter(big -> isOneErrorAway(domain, big)).toList();
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    /** Returns true if one letter is missing, added or wrong, or two neighbours changed places. The texts differ. */
    private static boolean isOneErrorAway(String one, String other) {
        int start = 0;
        int shorter = Math.min(one.length(), other.length());
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String differs = one.substring(start, one.length() - end);
        String from = other.substring(start, other.length() - end);
        boolean swapped = differs.length() == 2
                && differs.equals(new StringBuilder(from).reverse().toString());
        return swapped || differs.length() <= 1 && from.length() <= 1;
    }
}
