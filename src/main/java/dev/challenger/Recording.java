package dev.challenger;

import dev.challenger.address.Channel;
import dev.challenger.audit.Audit;
import dev.challenger.statistics.Occurrence;
import dev.challenger.statistics.Occurrences;
import dev.challenger.statistics.Statistics;
import dev.challenger.trace.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The audit log, and what is made of its lines: the statistics and the events of validations and TAN challenges. Requests only add to
 * them in memory. A thread of their own writes both to the database, and a last time at the end.
 */
public final class Recording implements AutoCloseable {
    /** Most events of a validation go to its row together then. An operator who asks for its time line waits no longer. */
    private static final Duration EVENTS_EVERY = Duration.ofSeconds(10);

    private static final Duration CROWD_CHECKED_EVERY = Duration.ofSeconds(1);
    private static final Duration STATISTICS_EVERY = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final EventLog log;
    private final Audit audit;
    private final Statistics statistics;
    private final Writing events;
    private final Writing counts;
    private final Background thread = new Background("challenger-recording", TO_END);
    private volatile boolean started;

    /** @param watching gets every event that counts, and throws no exception */
    Recording(Installation installation, Occurrences occurrences, Consumer<Occurrence> watching, InstantSource clock) {
        this.log = new EventLog(installation.database());
        this.statistics = new Statistics(installation.database(), clock);
        this.events = new Writing("Events", log::write);
        this.counts = new Writing("Statistics", statistics::write);
        this.audit = new Audit(clock, installation.addresses(), line -> {
            log.add(line);
            occurrences.read(line).ifPresent(event -> {
                statistics.count(event);
                watching.accept(event);
            });
        });
    }

    /** @param validated as in {@link Occurrences} */
    static Recording withoutMetrics(Installation installation, Channel validated, InstantSource clock) {
        return new Recording(
                installation, new Occurrences(validated, clock, dropped -> {}, dropped -> {}), event -> {}, clock);
    }

    Audit audit() {
        return audit;
    }

    Statistics statistics() {
        return statistics;
    }

    /** Starts the thread. The database must be open. */
    void start() {
        started = true;
        thread.repeat(EVENTS_EVERY, EVENTS_EVERY, events);
        thread.repeat(CROWD_CHECKED_EVERY, CROWD_CHECKED_EVERY, () -> {
            if (log.isCrowded()) {
                events.run();
            }
        });
        thread.repeat(STATISTICS_EVERY, STATISTICS_EVERY, counts);
    }

    /** Runs other work that throws nothing on the same thread, now and every minute. It may run before the database is open. */
    void also(Runnable work) {
        thread.repeat(Duration.ZERO, STATISTICS_EVERY, work);
    }

    /** Stores all events that wait, at once. */
    public void storeEvents() {
        events.run();
    }

    /** Stops the thread, and writes the last events and counts if the database answers within a few seconds. */
    @Override
    public void close() {
        if (started && !thread.isClosed()) {
            thread.closeAfter(() -> {
                events.run();
                counts.run();
            });
        } else {
            thread.close();
        }
    }
}
