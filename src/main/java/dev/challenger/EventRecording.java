package dev.challenger;

import dev.challenger.audit.AuditLine;
import dev.challenger.db.Database;
import dev.challenger.trace.EventLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Stores the events of validations and TAN challenges once a second, on a thread of its own. */
public final class EventRecording implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EventRecording.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final EventLog events;
    private final Background thread = new Background("challenger-events", TO_END);
    private volatile boolean started;

    EventRecording(Database database) {
        this.events = new EventLog(database);
    }

    /** Starts the thread. The database must be open. */
    void start() {
        started = true;
        thread.repeat(PAUSE, PAUSE, this::storeAndLog);
    }

    void add(AuditLine line) {
        events.add(line);
    }

    /** Stores all events that wait, at once. */
    public void store() {
        events.write();
    }

    private void storeAndLog() {
        try {
            events.write();
        } catch (RuntimeException e) {
            // If the exception left this method, the executor would cancel all further runs.
            LOG.log(Level.ERROR, "Events could not be stored", e);
        }
    }

    /** Stops the thread and stores the last events, unless the database is away. */
    @Override
    public void close() {
        if (started && !thread.isClosed() && !events.isFailing()) {
            thread.closeAfter(this::storeAndLog);
        } else {
            thread.close();
        }
    }
}
