package dev.challenger.transmission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A circuit breaker: opens after several faults of the sender in a row, and lets single messages through as probes until one
 * of them finds the sender working. Any answer of the other side, even a refusal, shows that the sender works.
 */
final class Circuit {
    /** The circuit opens after as many faults in a row. A time-out counts as two, since it holds a thread. */
    static final int FAULTS = 10;
    /** The time from a fault to the next probe. */
    static final Duration OPEN_FOR = Duration.ofSeconds(15);

    private final InstantSource clock;
    private int faultsInARow;
    private Instant probeAt = Instant.MIN;
    private boolean probing;

    Circuit(InstantSource clock) {
        this.clock = clock;
    }

    /** The answer to a message that wants to pass. */
    enum Admission {
        /** The circuit is closed. */
        PASS,
        /** The circuit is open, and this message is the only probe until {@link #endProbe}. */
        PROBE,
        REFUSED
    }

    synchronized Admission admit() {
        if (!isOpen()) {
            return Admission.PASS;
        }
        if (refuses()) {
            return Admission.REFUSED;
        }
        probing = true;
        return Admission.PROBE;
    }

    /** Returns whether a message would be refused now. Unlike an open circuit, one whose probe is due refuses nothing. */
    synchronized boolean refuses() {
        Instant now = clock.instant();
        // A clock that was set back must not keep the circuit open for longer.
        boolean due = !now.isBefore(probeAt) || probeAt.isAfter(now.plus(OPEN_FOR));
        return isOpen() && (probing || !due);
    }

    synchronized boolean isOpen() {
        return faultsInARow >= FAULTS;
    }

    /** Lets the next probe through, whether or not this one has been sent. */
    synchronized void endProbe() {
        probing = false;
    }

    synchronized void works() {
        faultsInARow = 0;
    }

    /** Counts a fault, and returns true if it opens the circuit. */
    synchronized boolean fails(boolean timeOut) {
        boolean wasOpen = isOpen();
        probeAt = clock.instant().plus(OPEN_FOR);
        faultsInARow = Math.min(FAULTS, faultsInARow + (timeOut ? 2 : 1));
        return isOpen() && !wasOpen;
    }
}
