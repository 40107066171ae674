package dev.challenger.transmission.letter;

import dev.challenger.text.Texts;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts that all letters of this service have in common.
 *
 * @param origin the country in which letters are posted, and the language in which they name other countries
 * @param operator the name of the operator, or else the host
 * @param returnAddress the address of the sender on one line, for the window
 */
public record Stationery(
        Paper paper,
        Window window,
        Locale origin,
        String operator,
        Optional<String> returnAddress,
        Optional<Picture> logo,
        Fonts fonts,
        LetterTemplate template) {
    /** Returns true if letters can be printed in a language: the fonts have the characters of its texts. */
    public boolean speaks(Texts texts) {
        return fonts.print(texts.characters("message") + texts.characters("length"));
    }
}
