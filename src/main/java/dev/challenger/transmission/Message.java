package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;

/**
 * A message to a person, with a TAN in its text.
 *
 * @param recipient the full address
 * @param subject one line, for channels whose messages have a subject
 * @param text plain text, lines separated by {@code \n}
 * @param tan the TAN in the text, so that a sender can keep it out of its log
 * @param asker the display name of the client or instance that the TAN is for
 * @param reference the short text that the page shows too
 */
public record Message(Address recipient, String subject, String text, Tan tan, String asker, String reference) {
    /** Hides the message, since its text has the TAN. */
    @Override
    public String toString() {
        return "Message[…]";
    }
}
