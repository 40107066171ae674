package dev.challenger.settings;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;

/** The sender's address as it stands in a header. */
final class MailFrom {
    private MailFrom() {}

    static String parse(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            if (addresses.length == 1 && isMailbox(addresses[0]) && text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (AddressException e) {
            // Refused below like everything else that is no address.
        }
        throw new IllegalArgumentException("not one address");
    }

    /** In ASCII before the at sign, and with an ASCII form after it: not every mail server takes more (SMTPUTF8). */
    private static boolean isMailbox(InternetAddress address) {
        int at = address.getAddress().lastIndexOf('@');
        return !address.isGroup()
                && at > 0
                && address.getAddress().chars().limit(at).allMatch(c -> c < 0x80)
                && !IDN.toASCII(address.getAddress().substring(at + 1)).isEmpty();
    }
}
