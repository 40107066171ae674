package dev.challenger.transmission;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if a message could not be handed over. Its message is for the log and has neither TAN nor address. */
public final class TransmissionException extends Exception {
    private static final long serialVersionUID = 1;

    /** The extent of a failure, which decides the answer to the person and to the next people. */
    public enum Fault {
        /** The other side has refused this address for good. Only another address helps. */
        ADDRESS,
        /** This sender can never send to such an address. Another sender may; nothing is known about the address. */
        UNSUPPORTED,
        /** The other side has not taken this message, for any other reason. The address may be fine, and trying again may help. */
        MESSAGE,
        /**
         * The sender does not work, and says so at once: it gets no connection, or may not log in. After several such failures
         * in a row, the {@link Bulkhead} refuses messages at once for a while. Never use this for a failure that a stranger can
         * cause by entering a bad address.
         */
        SENDER,
        /** The sender got no answer in time. The same follows, but sooner, since each such failure holds a thread. */
        TIME_OUT
    }

    private final Fault fault;
    private final @Nullable String reply;
    private final boolean mayHaveBeenAccepted;

    /** A failure of the kind {@link Fault#MESSAGE}. */
    public TransmissionException(String what) {
        this(Fault.MESSAGE, what, null, null);
    }

    public TransmissionException(Fault fault, String what) {
        this(fault, what, null, null);
    }

    /** @param reply as {@link #reply()}; null if the other side gave no reason */
    TransmissionException(Fault fault, String what, @Nullable String reply, @Nullable Throwable cause) {
        super(what, cause);
        this.fault = fault;
        this.reply = reply;
        this.mayHaveBeenAccepted = switch (fault) {
            case ADDRESS, UNSUPPORTED, SENDER -> false;
            case MESSAGE -> reply == null;
            case TIME_OUT -> true;
        };
    }

    /**
     * A failure of which it is known whether the message may have been accepted nevertheless.
     *
     * @param reply as {@link #reply()}
     */
    public TransmissionException(Fault fault, String what, Optional<String> reply, boolean mayHaveBeenAccepted) {
        super(what);
        this.fault = fault;
        this.reply = reply.orElse(null);
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    public Fault fault() {
        return fault;
    }

    /**
     * Returns true if the other side may have accepted the message, so that sending it in another way could make it arrive twice.
     * Unless the constructor was told, this is so after a time-out, and after a failure of the kind {@link Fault#MESSAGE}
     * without a reply.
     */
    public boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }

    /**
     * Returns the reply of the other side, for the audit log: the code of an SMTP reply with its enhanced status code
     * ({@code 550 5.1.1}), {@code exit} and the status of a command, or {@code http} and the status of a gateway.
     */
    public Optional<String> reply() {
        return Optional.ofNullable(reply);
    }
}
