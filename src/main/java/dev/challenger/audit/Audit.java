package dev.challenger.audit;

import dev.challenger.address.AddressHashes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Writes the audit log, one JSON object per line. It has a logger of its own, so that the operator can direct it to a
 * separate destination.
 */
public final class Audit {
    /** The name of the logger. */
    public static final String LOGGER = "dev.challenger.audit";

    private static final Logger LOG = System.getLogger(LOGGER);

    private final InstantSource clock;
    private final AddressHashes hashes;
    private final Consumer<AuditLine> counter;

    /**
     * @param hashes makes the marks of addresses
     * @param counter gets every line too, and throws no exception
     */
    public Audit(InstantSource clock, AddressHashes hashes, Consumer<AuditLine> counter) {
        this.clock = clock;
        this.hashes = hashes;
        this.counter = counter;
    }

    /**
     * Adds the time and the mark of the address to a line, and writes it. Call this only after the event has been committed to
     * the database.
     */
    public void write(AuditLine line) {
        line.with(AuditField.AT, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.address().ifPresent(address -> line.with(AuditField.MARK, hashes.mark(address)));
        // The JSON text is the message, not an argument of "{0}": some formatters print the message without its
        // arguments.
        LOG.log(Level.INFO, line.toString());
        counter.accept(line);
    }
}
