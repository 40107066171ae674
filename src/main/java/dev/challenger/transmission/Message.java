package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;

/**
 * What goes out to a person.
 *
 * @param recipient the whole address; senders take from it what they need
 * @param subject one line, for channels that have one
 * @param text plain text, lines separated by {@code \n}
 * @param tan the TAN within the text, so that a sender can keep it out of its log
 */
public record Message(Address recipient, String subject, String text, Tan tan) {
    /** Says nothing: subject and text have the TAN. */
    @Override
    public String toString() {
        return "Message[…]";
    }
}
