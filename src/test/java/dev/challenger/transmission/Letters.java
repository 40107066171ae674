package dev.challenger.transmission;

import dev.challenger.tan.Tan;
import dev.challenger.testing.Addresses;

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
        return new Message(Addresses.email(email), subject, text, TAN, "Shop", "K7M2");
    }
}
