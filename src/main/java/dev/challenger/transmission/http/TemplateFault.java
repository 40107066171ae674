package dev.challenger.transmission.http;

/** A fault in a template of the operator, who is told the line. */
public final class TemplateFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int line;

    /** @param line of the template, from 1 */
    TemplateFault(int line, String reason) {
        super("line " + line + ": " + reason);
        this.line = line;
    }

    /** Returns the line of the template, from 1. */
    int line() {
        return line;
    }
}
