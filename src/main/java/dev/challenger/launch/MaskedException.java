package dev.challenger.launch;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Stands in the log for an exception whose texts, or those of its causes, had secrets. It has no causes, but prints them. */
final class MaskedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String printed;

    /** @param printed the stack trace of the exception and its causes, masked */
    MaskedException(Throwable original, String printed) {
        super(SecretMask.mask(original.toString()));
        this.printed = printed;
        setStackTrace(original.getStackTrace());
    }

    @Override
    public void printStackTrace(PrintStream stream) {
        stream.print(printed);
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
        writer.print(printed);
    }
}
