package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;
import dev.challenger.text.Language;
import java.util.Optional;

/**
 * A message to a person, with a TAN in its text.
 *
 * @param recipient the full address
 * @param language of the text
 * @param subject one line, for channels whose messages have a subject
 * @param text plain text, lines separated by {@code \n}
 * @param mail the parts that only an e-mail has
 * @param tan the TAN in the text, so that a sender can keep it out of its log
 * @param asker the display name of the client or instance that the TAN is for
 * @param reference the short text that the page shows too
 * @param letter the parts that only a letter has
 */
public record Message(
        Address recipient,
        Language language,
        String subject,
        String text,
        Mail mail,
        Tan tan,
        String asker,
        String reference,
        Optional<Letter> letter) {
    /** A message that is no letter. */
    public Message(
            Address recipient,
            Language language,
            String subject,
            String text,
            Mail mail,
            Tan tan,
            String asker,
            String reference) {
        this(recipient, language, subject, text, mail, tan, asker, reference, Optional.empty());
    }

    /**
     * The parts that only an e-mail has.
     *
     * @param sender the display name of the sender; empty for that of the settings
     * @param replyTo an e-mail address
     * @param html the same text as HTML
     */
    public record Mail(Optional<String> sender, Optional<String> replyTo, Optional<String> html) {
        /** A mail of plain text from the sender of the settings. */
        public static final Mail PLAIN = new Mail(Optional.empty(), Optional.empty(), Optional.empty());

        /** Hides the HTML, since it has the TAN. */
        @Override
        public String toString() {
            return "Mail[…]";
        }
    }

    /**
     * The parts that only a letter has, as it is printed.
     *
     * @param content the same as the plain text
     * @param scan tells people what the QR code is for
     * @param page the URL of the page where the TAN is entered
     */
    public record Letter(MessageText content, String scan, Optional<String> page) {
        /** Hides the letter, since it has the TAN. */
        @Override
        public String toString() {
            return "Letter[…]";
        }
    }

    /** Hides the message, since its text has the TAN. */
    @Override
    public String toString() {
        return "Message[…]";
    }
}
