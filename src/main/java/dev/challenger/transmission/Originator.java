package dev.challenger.transmission;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;

/**
 * Whom our e-mail is from.
 *
 * @param address ready for a header: the domain in its ASCII form, a display name encoded where it must be
 * @param domain of the address, in its ASCII form
 */
record Originator(InternetAddress address, String domain) {
    /** @throws IllegalArgumentException if this is not one address as in a header; the settings have checked it before */
    static Originator parse(String from) {
        try {
            InternetAddress address = new InternetAddress(from, true);
            int at = address.getAddress().lastIndexOf('@');
            String domain = IDN.toASCII(address.getAddress().substring(at + 1));
            address.setAddress(address.getAddress().substring(0, at + 1) + domain);
            address.setPersonal(address.getPersonal(), "UTF-8");
            return new Originator(address, domain);
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("not an address to send from", e);
        }
    }
}
