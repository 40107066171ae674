package dev.challenger.transmission;

import dev.challenger.transmission.Bulkhead.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The permit of one request to hand over one message. It is empty at first; the request takes it once it knows that it has a
 * message to send, and before it claims anything in the database. Used by one thread.
 */
public final class Permit implements AutoCloseable {
    private @Nullable Bulkhead bulkhead;
    private boolean probe;

    /**
     * Takes the permit. If it has been taken before, nothing happens.
     *
     * @return the reason why no message may be handed over now; empty if the permit is taken
     */
    Optional<NotHandedOver.Reason> take(Bulkhead from) {
        if (bulkhead != null) {
            return Optional.empty();
        }
        Entry entry = from.enter();
        switch (entry) {
            case BUSY -> {
                return Optional.of(NotHandedOver.Reason.BUSY);
            }
            case OUT_OF_ORDER -> {
                return Optional.of(NotHandedOver.Reason.FAULT);
            }
            case ADMITTED, PROBE -> {
                bulkhead = from;
                probe = entry == Entry.PROBE;
            }
        }
        return Optional.empty();
    }

    Receipt send(Message message) throws TransmissionException {
        if (bulkhead == null) {
            throw new TransmissionException("no permit: a moment ago this was a test address");
        }
        return bulkhead.send(message);
    }

    /** Gives the permit back. */
    @Override
    public void close() {
        if (bulkhead != null) {
            bulkhead.leave(probe);
            bulkhead = null;
        }
    }
}
