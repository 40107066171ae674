package dev.challenger.address;

import java.util.regex.Pattern;

/** Addresses that nobody has and nobody will get: those that test addresses are chosen from. */
public final class Reserved {
    /** RFC 2606 sections 2 and 3, RFC 6761 section 6. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[^@]+\\.)?example\\.(?:com|net|org)|[^@]+\\.(?:test|example|invalid)");

    private Reserved() {}

    /**
     * Whether it is an e-mail address or a phone number that is reserved for examples, tests or fiction.
     *
     * @param address normalised
     */
    public static boolean contains(Address address) {
        String email = address.value("CONTACT_EMAIL");
        return DOMAIN.matcher(email.substring(email.lastIndexOf('@') + 1)).matches()
                || FictionalNumbers.contain(address.value("CONTACT_PHONE"));
    }
}
