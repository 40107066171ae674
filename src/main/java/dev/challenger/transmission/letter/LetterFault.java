package dev.challenger.transmission.letter;

/** A fault of a font, of the template or of the logo. The message is for the operator, and completes a sentence about the setting. */
public final class LetterFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    LetterFault(String reason) {
        super(reason);
    }
}
