package dev.challenger.launch;

import java.util.logging.LogManager;

/**
 * A log that stays open until the last request is done. The JDK's own closes at SIGTERM, when {@code serve} has only begun to
 * finish what runs, and what is told after that is lost, by the audit log too. Whoever ends the process closes it
 * ({@link #reset}).
 */
public final class LastingLog extends LogManager {
    /** For the JDK, which makes the one that the property {@code java.util.logging.manager} names. */
    public LastingLog() {}

    /** Does nothing where it is the JDK that asks, in a shutdown hook of its own: a class within its log manager. */
    @Override
    public void reset() {
        if (Thread.currentThread().getClass().getEnclosingClass() != LogManager.class) {
            super.reset();
        }
    }
}
