package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Unchecked;
import dev.challenger.text.Language;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.letter.PostalLetters;
import dev.challenger.transmission.letter.PrintedLetter;
import java.util.Map;
import java.util.Set;

/** The other side of a sender of printed letters. The name in the address is what tests compare. */
interface LetterSide extends OtherSide {
    @Override
    default Map<String, String> address() {
        return Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "Bahnhofstrasse 1\n8001 Zürich", "ADDRESS_COUNTRY", "CH");
    }

    @Override
    default String field() {
        return "CONTACT_NAME";
    }

    @Override
    default Message message(String to, String subject, String text, Message.Mail mail, String asker, String reference) {
        return new Message(
                PostalLetters.to(to, "Marktgasse 7\n10115 Berlin", "DE"),
                Language.EN,
                subject,
                text,
                mail,
                Letters.TAN,
                asker,
                reference);
    }

    /** A text with a character that no font has is not the fault of the address. */
    @Override
    default Set<Fault> refusals() {
        return Set.of(Fault.UNSUPPORTED, Fault.MESSAGE);
    }

    /** Lines on paper end where the paper does, and invisible characters are not printed. */
    @Override
    default void assertText(String text, Arrived arrived) {
        assertTrue(solid(arrived.text()).contains(solid(text)), () -> text + " in " + arrived.text());
    }

    private static String solid(String text) {
        return text.replaceAll("[\\p{C}\\p{Z}]", "");
    }

    /** Returns the arrived letter, which must have one page. */
    static Arrived read(String to, byte[] pdf) {
        return Unchecked.call(() -> {
            try (PrintedLetter letter = new PrintedLetter(pdf)) {
                if (letter.pages() != 1) {
                    throw new AssertionError(letter.pages() + " pages");
                }
                return new Arrived(to, letter.text());
            }
        });
    }
}
