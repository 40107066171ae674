package dev.challenger.transmission;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Optional;

/**
 * The sender of our e-mail.
 *
 * @param address ready for a header: the domain in ASCII form (IDNA), the display name encoded if necessary
 * @param domain the domain of the address in ASCII form
 * @param envelope the address for the envelope, with its domain in ASCII form
 */
record Originator(InternetAddress address, String domain, String envelope) {
    /** Longer names are cut off by mail programs, with what they end in. */
    private static final int MAX_NAME = 78;

    /** @throws IllegalArgumentException if a text is not one address as in a mail header; the settings have checked that */
    static Originator of(MailAccount mail) {
        InternetAddress address = parse(mail.from());
        String plain = address.getAddress();
        return new Originator(
                address,
                plain.substring(plain.lastIndexOf('@') + 1),
                mail.envelopeFrom().map(other -> parse(other).getAddress()).orElse(plain));
    }

    private static InternetAddress parse(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            int domain = address.getAddress().lastIndexOf('@') + 1;
            address.setAddress(address.getAddress().substring(0, domain)
                    + IDN.toASCII(address.getAddress().substring(domain)));
            address.setPersonal(address.getPersonal(), "UTF-8");
            return address;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("not an address to send from", e);
        }
    }

    /** Returns the address with another display name, ready for a header. */
    InternetAddress named(Optional<String> name) {
        return name.filter(known -> known.length() <= MAX_NAME).map(this::named).orElse(address);
    }

    private InternetAddress named(String name) {
        try {
            return new InternetAddress(address.getAddress(), name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JVM has UTF-8", e);
        }
    }
}
