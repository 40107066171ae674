package dev.challenger.transmission;

import dev.challenger.transmission.Circuit.Admission;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The bulkhead around one sender. It bounds the requests that hand a message over or wait for that, so that a slow sender
 * never takes the threads of all other requests, and it has a {@link Circuit} for a sender that does not work. A request
 * takes a {@link Permit} before it claims anything in the database.
 */
public final class Bulkhead implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Bulkhead.class.getName());

    private final String name;
    private final Transmitter sender;
    private final Semaphore room;
    private final Semaphore turns;
    private final Duration patience;
    private final Circuit circuit;
    private volatile BiConsumer<String, Duration> observer = (outcome, took) -> {};

    /**
     * @param name of the sender, in logs and settings
     * @param requests the largest number of requests inside at a time, at least 1. All but {@link Transmitter#concurrency}
     *     wait for their turn
     * @param patience the longest time that a request waits for its turn
     */
    public Bulkhead(String name, Transmitter sender, int requests, Duration patience, InstantSource clock) {
        this.name = name;
        this.sender = sender;
        this.room = new Semaphore(requests);
        this.turns = new Semaphore(Math.min(sender.concurrency(), requests), true);
        this.patience = patience;
        this.circuit = new Circuit(clock);
    }

    /** The result of asking for a place. */
    enum Entry {
        /** The request may hand one message over, and calls {@link #leave} afterwards. */
        ADMITTED,
        /** The same, as the probe of an open circuit. */
        PROBE,
        /** The room is full, or no turn came in time. */
        BUSY,
        /** The circuit is open. */
        OUT_OF_ORDER
    }

    public String name() {
        return name;
    }

    /** Returns the longest time that a request waits for its turn. */
    Duration patience() {
        return patience;
    }

    /** Returns the longest time that handing one message over takes. */
    Duration limit() {
        return sender.limit();
    }

    /**
     * Answers at once if the room is full or the circuit is open.
     *
     * @param wait the longest time to wait for a turn
     */
    Entry enter(Duration wait) {
        Admission admission = circuit.admit();
        if (admission == Admission.REFUSED) {
            return Entry.OUT_OF_ORDER;
        }
        boolean probe = admission == Admission.PROBE;
        Entry entry = room.tryAcquire() ? turn(probe, wait) : Entry.BUSY;
        if (probe && entry != Entry.PROBE) {
            circuit.endProbe();
        }
        return entry;
    }

    /** Waits for a turn, as one of those in the room. */
    private Entry turn(boolean probe, Duration wait) {
        Entry entry = Entry.BUSY;
        try {
            if (turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                // While this request waited, the circuit may have opened.
                entry = probe ? Entry.PROBE : circuit.isOpen() ? Entry.OUT_OF_ORDER : Entry.ADMITTED;
                if (entry == Entry.OUT_OF_ORDER) {
                    turns.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (entry == Entry.BUSY || entry == Entry.OUT_OF_ORDER) {
                room.release();
            }
        }
        return entry;
    }

    /**
     * Lets somebody learn of every message that was tried from now on.
     *
     * @param watching gets {@code accepted} or the fault, such as {@code time-out}, and the time that it took
     */
    public void observe(BiConsumer<String, Duration> watching) {
        observer = watching;
    }

    /** Returns the number of requests that may still enter. */
    public int free() {
        return room.availablePermits();
    }

    /** Returns the number of requests that wait for their turn. */
    public int waiting() {
        return turns.getQueueLength();
    }

    public boolean isCircuitOpen() {
        return circuit.isOpen();
    }

    /** Returns whether the circuit is open, and no probe is due. */
    public boolean isOutOfOrder() {
        return circuit.refuses();
    }

    boolean hasRoom() {
        return room.availablePermits() > 0;
    }

    boolean isWaitedFor() {
        return turns.hasQueuedThreads();
    }

    void leave(boolean probe) {
        turns.release();
        room.release();
        if (probe) {
            circuit.endProbe();
        }
    }

    /** Hands a message over, for a request that was admitted. */
    Receipt send(Message message) throws TransmissionException {
        long begin = System.nanoTime();
        String outcome = "failed";
        try {
            Receipt receipt = sender.send(message).by(name);
            circuit.works();
            outcome = "accepted";
            return receipt;
        } catch (TransmissionException failure) {
            outcome = failure.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
            switch (failure.fault()) {
                case ADDRESS, UNSUPPORTED, MESSAGE -> circuit.works();
                case SENDER -> fails(false, failure);
                case TIME_OUT -> fails(true, failure);
            }
            throw failure;
        } finally {
            observer.accept(outcome, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void fails(boolean timeOut, TransmissionException failure) {
        if (circuit.fails(timeOut)) {
            LOG.log(
                    Level.WARNING,
                    "The sender {0} has failed several times in a row. Messages are refused at once, and one is tried every"
                            + " {1} seconds. The last failure: {2}",
                    name,
                    Circuit.OPEN_FOR.toSeconds(),
                    failure.getMessage());
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
