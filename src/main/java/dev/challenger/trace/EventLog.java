package dev.challenger.trace;

import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException;
import dev.challenger.trace.TimeLine.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps lines of the audit log with the rows that they are about. Requests put lines into a queue in memory, without a lock and
 * without a statement of their own; a thread calls {@link #write} again and again. A node that crashes loses the lines since the
 * last call, and while the database is away the queue may overflow; the audit log has these lines all the same.
 */
public final class EventLog {
    private static final Logger LOG = System.getLogger(EventLog.class.getName());

    /** A few megabytes. */
    private static final int MOST = 20_000;

    /** The number of waiting lines from which on they should not wait longer. */
    private static final int MANY = MOST / 10;

    /** Lines for one round of {@link #write}. */
    private static final int ROUND = 1_000;

    private final TraceStore store;
    private final Queue<AuditLine> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    public EventLog(Database database) {
        this.store = new TraceStore(database);
    }

    /** Takes a line that is complete. Leaves it out if too many wait. */
    public void add(AuditLine line) {
        if (waiting.incrementAndGet() <= MOST) {
            lines.add(line);
        } else {
            waiting.decrementAndGet();
            lost.incrementAndGet();
        }
    }

    /**
     * Stores the lines that wait.
     *
     * @throws DatabaseException if the database fails; the lines go on waiting
     */
    public synchronized void write() {
        for (List<AuditLine> round = next(); !round.isEmpty(); round = next()) {
            store(round);
        }
        int missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} events are only in the audit log, since the database was away for long",
                    missing);
        }
    }

    /** Returns true if so many lines wait that they should be written now: a flood of refusals must not leave out others. */
    public boolean isCrowded() {
        return waiting.get() >= MANY;
    }

    private List<AuditLine> next() {
        List<AuditLine> round = new ArrayList<>();
        while (round.size() < ROUND && !lines.isEmpty()) {
            round.add(lines.remove());
        }
        waiting.addAndGet(-round.size());
        return round;
    }

    private static String bounded(String events, String added) {
        return events.length() < TraceStore.FULL ? events + added : events;
    }

    private void store(List<AuditLine> round) {
        Map<Kind, SortedMap<Long, String>> events = new EnumMap<>(Kind.class);
        round.forEach(line -> {
            Kind kind = line.find(AuditField.CHALLENGE).isPresent() ? Kind.CHALLENGE : Kind.VALIDATION;
            long id = Long.parseLong(line.find(kind.field()).orElseThrow());
            events.computeIfAbsent(kind, unused -> new TreeMap<>())
                    .merge(id, TraceEvent.of(line) + "\n", EventLog::bounded);
        });
        try {
            events.forEach(store::append);
        } catch (DatabaseException e) {
            // Those that are stored already are stored twice then, which does no harm.
            round.forEach(this::add);
            throw e;
        }
    }
}
