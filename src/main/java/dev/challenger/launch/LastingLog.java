package dev.challenger.launch;

import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * A log manager that masks secrets, and stays open until the last request is finished. The JDK closes its own at SIGTERM, when {@code serve}
 * has only begun to finish running requests; log and audit lines written after that would be lost. The code that ends the
 * process calls {@link #reset} itself.
 */
public final class LastingLog extends LogManager {
    /** Called by the JDK, which instantiates the class named by the property {@code java.util.logging.manager}. */
    public LastingLog() {}

    /** Masks secrets before the handlers that the operator configured for this logger alone. */
    @Override
    public boolean addLogger(Logger logger) {
        boolean added = super.addLogger(logger);
        if (added && !logger.getName().isEmpty()) {
            MaskingFilter.install(logger);
        }
        return added;
    }

    /** Ignores the call from the JDK's own shutdown hook, whose thread class is nested in {@link LogManager}. */
    @Override
    public void reset() {
        if (Thread.currentThread().getClass().getEnclosingClass() != LogManager.class) {
            super.reset();
        }
    }
}
