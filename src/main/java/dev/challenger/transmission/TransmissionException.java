package dev.challenger.transmission;

import org.jspecify.annotations.Nullable;

/** Thrown if a message could not be handed over. Its message is for the log and has neither TAN nor address. */
public final class TransmissionException extends Exception {
    private static final long serialVersionUID = 1;

    public TransmissionException(String what) {
        this(what, null);
    }

    public TransmissionException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
