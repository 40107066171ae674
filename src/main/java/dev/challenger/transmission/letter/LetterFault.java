package dev.challenger.transmission.letter;

/** A fault of a font, of the template or of the logo. The message is for the operator, and completes a sentence about the setting. */
public final class LetterFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String loggable;

    /** @param reason without a value of a letter */
    LetterFault(String reason) {
        super(reason);
        this.loggable = reason;
    }

    /**
     * A fault in a line of the template.
     *
     * @param reason may quote a value of the letter
     */
    LetterFault(int line, String reason) {
        super("line " + line + ": " + reason);
        this.loggable = "line " + line + " of " + LetterTemplate.FILE + " does not fit this letter";
    }

    /** Returns the fault without a value of the letter, such as its code. */
    String loggable() {
        return loggable;
    }
}
