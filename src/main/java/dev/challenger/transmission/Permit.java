package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.transmission.Bulkhead.Entry;
import dev.challenger.transmission.TransmissionException.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The permit of one request to hand over one message, by the first of several senders that can. It is empty at first; the
 * request takes it once it knows that it has a message to send, and before it claims anything in the database. At any time it
 * holds a place in at most one bulkhead. Used by one thread.
 */
public final class Permit implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Permit.class.getName());

    /** The senders that have not been tried. */
    private final Deque<Bulkhead> next = new ArrayDeque<>();

    private Duration within = Duration.ZERO;
    private @Nullable Bulkhead bulkhead;
    private boolean probe;
    /** True if a sender was not tried, because it was busy, out of order or too slow. */
    private boolean passedBy;

    /**
     * Takes the permit. If it has been taken before, nothing happens. Waits for the turn at the first sender that is not out of
     * order, and at most as long for all of them together.
     *
     * @return the reason why no message may be handed over now; empty if the permit is taken
     */
    Optional<NotHandedOver.Reason> take(Senders from, Address to) {
        if (bulkhead != null) {
            return Optional.empty();
        }
        next.clear();
        next.addAll(from.to(to));
        passedBy = false;
        within = from.within();
        long begin = System.nanoTime();
        boolean busy = false;
        while (bulkhead == null && !next.isEmpty()) {
            Bulkhead first = next.remove();
            busy |= enter(first, first.patience().minus(since(begin))) == Entry.BUSY;
        }
        return bulkhead != null
                ? Optional.empty()
                : Optional.of(busy ? NotHandedOver.Reason.BUSY : NotHandedOver.Reason.FAULT);
    }

    private Entry enter(Bulkhead sender, Duration wait) {
        Entry entry = sender.enter(wait.isNegative() ? Duration.ZERO : wait);
        if (entry == Entry.ADMITTED || entry == Entry.PROBE) {
            bulkhead = sender;
            probe = entry == Entry.PROBE;
        } else {
            passedBy = true;
        }
        return entry;
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Hands a message over, by the next sender where one has certainly not accepted it. A sender that refuses the address for
     * good has the last word.
     */
    Receipt send(Message message) throws TransmissionException {
        long begin = System.nanoTime();
        TransmissionException passing = null;
        while (true) {
            if (bulkhead == null) {
                throw new TransmissionException("no permit: a moment ago this was a test address");
            }
            try {
                return bulkhead.send(message);
            } catch (TransmissionException failure) {
                String failed = bulkhead.name();
                if (failure.fault() == Fault.ADDRESS || failure.mayHaveBeenAccepted()) {
                    throw failure;
                }
                passing = failure.fault() == Fault.UNSUPPORTED ? passing : failure;
                if (!advance(begin)) {
                    throw last(failure, passing);
                }
                LOG.log(
                        Level.WARNING,
                        "{0} has not taken a message, {1} tries next: {2}",
                        failed,
                        bulkhead.name(),
                        failure.getMessage());
            }
        }
    }

    /**
     * Returns the failure to report. That nobody can ever send to such an address is true only if each sender says so.
     *
     * @param passing the last failure of another kind
     */
    private TransmissionException last(TransmissionException failure, @Nullable TransmissionException passing) {
        if (passing != null || !passedBy) {
            return passing == null ? failure : passing;
        }
        return new TransmissionException(
                Fault.MESSAGE, failure.getMessage() + "; no other sender can be tried now", Optional.empty(), false);
    }

    /** Changes to the next sender that takes a message at once and must be done in time. */
    private boolean advance(long begin) {
        if (next.isEmpty()) {
            return false;
        }
        close();
        while (bulkhead == null && !next.isEmpty()) {
            Bulkhead candidate = next.remove();
            if (since(begin).plus(candidate.limit()).compareTo(within) <= 0) {
                enter(candidate, Duration.ZERO);
            } else {
                passedBy = true;
            }
        }
        return bulkhead != null;
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
