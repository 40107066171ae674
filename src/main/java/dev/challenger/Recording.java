package dev.challenger;

import dev.challenger.address.Channel;
import dev.challenger.audit.Audit;
import dev.challenger.audit.AuditLine;
import dev.challenger.statistics.Occurrence;
import dev.challenger.statistics.Occurrences;
import dev.challenger.statistics.Statistics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The audit log, and the statistics that are counted from it and written every minute on a thread of its own. */
final class Recording implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Audit audit;
    private final Statistics statistics;
    private final Background thread = new Background("challenger-statistics", TO_END);
    private volatile boolean started;

    /**
     * @param watching gets every event that counts, and throws no exception
     * @param events gets every line, and throws no exception
     */
    Recording(
            Installation installation,
            Occurrences occurrences,
            Consumer<Occurrence> watching,
            Consumer<AuditLine> events,
            InstantSource clock) {
        this.statistics = new Statistics(installation.database(), clock);
        this.audit = new Audit(clock, installation.addresses(), line -> {
            events.accept(line);
            occurrences.read(line).ifPresent(event -> {
                statistics.count(event);
                watching.accept(event);
            });
        });
    }

    /** @param validated as in {@link Occurrences} */
    static Recording ofEvents(Installation installation, Channel validated, InstantSource clock) {
        return new Recording(
                installation,
                new Occurrences(validated, clock, dropped -> {}, dropped -> {}),
                event -> {},
                line -> {},
                clock);
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
        thread.repeat(PAUSE, PAUSE, statistics::write);
    }

    /** Runs other work that throws nothing on the same thread, now and every minute. It may run before the database is open. */
    void also(Runnable work) {
        thread.repeat(Duration.ZERO, PAUSE, work);
    }

    /** Writes the last counts if the database answers within a few seconds. */
    @Override
    public void close() {
        if (started) {
            thread.closeAfter(statistics::write);
        } else {
            thread.close();
        }
    }
}
