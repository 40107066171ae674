package dev.challenger.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The audit log: a logger of its own, so that the operator can send it elsewhere than the rest. One JSON object a line. */
public final class Audit {
    /** The name of the logger. */
    public static final String LOGGER = "dev.challenger.audit";

    private static final Logger LOG = System.getLogger(LOGGER);

    private final InstantSource clock;

    public Audit(InstantSource clock) {
        this.clock = clock;
    }

    /** Writes a line, after what it tells is committed. */
    public void write(AuditLine line) {
        line.with(AuditField.AT, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        // Not as an argument, since formatters that add nothing to a message do not format it either.
        LOG.log(Level.INFO, line.toString());
    }
}
