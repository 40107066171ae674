package dev.challenger.transmission;

import org.jspecify.annotations.Nullable;

/** A message was not handed over. The text is for the log and has no TAN and no address. */
public final class TransmissionException extends Exception {
    private static final long serialVersionUID = 1;

    public TransmissionException(String what) {
        this(what, null);
    }

    public TransmissionException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
