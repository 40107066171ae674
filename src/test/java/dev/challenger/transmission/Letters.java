package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;
import dev.challenger.testing.Addresses;
import dev.challenger.text.Language;

/** The messages that tests send. */
public final class Letters {
    public static final String EMAIL = "alice.liddell@example.com";
    public static final Tan TAN = Tan.parse("12345678").orElseThrow();

    private Letters() {}

    public static Message letter() {
        return letter(EMAIL);
    }

    public static Message letter(String email) {
        return letter(email, "Your code", "Your code is " + TAN.digits() + ".\n");
    }

    public static Message letter(String email, String subject, String text) {
        return letter(Addresses.email(email), subject, text);
    }

    public static Message letter(Address address, String subject, String text) {
        return letter(address, subject, text, Message.Mail.PLAIN);
    }

    public static Message letter(Address address, String subject, String text, Message.Mail mail) {
        return new Message(address, Language.EN, subject, text, mail, TAN, "Shop", "K7M2");
    }
}
