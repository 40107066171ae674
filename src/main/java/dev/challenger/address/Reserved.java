package dev.challenger.address;

import java.util.regex.Pattern;

/** The reserved ranges of addresses, which belong to nobody. Test addresses must be in one of them. */
public final class Reserved {
    /** RFC 2606 sections 2 and 3, RFC 6761 section 6. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[^@]+\\.)?example\\.(?:com|net|org)|[^@]+\\.(?:test|example|invalid)");

    private Reserved() {}

    /**
     * Returns true for an e-mail address or a phone number that is reserved for examples, tests or fiction.
     *
     * @param address a normalised address
     */
    public static boolean contains(Address address) {
        String email = address.value("CONTACT_EMAIL");
        return DOMAIN.matcher(email.substring(email.lastIndexOf('@') + 1)).matches()
                || FictionalNumbers.contain(address.value("CONTACT_PHONE"));
    }
}
