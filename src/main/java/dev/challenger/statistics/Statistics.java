package dev.challenger.statistics;

import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Counters by the hour, in the database, without personal data. Events are added up in memory, which costs a request nothing,
 * and {@link #write} adds them to the counts of all nodes. A process that is killed loses what it has not written.
 */
public final class Statistics {
    private static final Logger LOG = System.getLogger(Statistics.class.getName());
    private static final Duration KEPT = Duration.ofDays(400);

    /** The number of rows of one statement, so that it locks few rows for a short time. */
    private static final int ROWS = 100;

    private final StatisticStore store;
    private final InstantSource clock;
    private final Tally tally = new Tally();

    public Statistics(Database database, InstantSource clock) {
        this.store = new StatisticStore(database);
        this.clock = clock;
    }

    /** Counts an event. */
    public void count(Occurrence what) {
        Kind owner = what.operation() ? Kind.INSTANCE : Kind.CLIENT;
        for (String name : what.names()) {
            add(owner, what.channel(), name, what.owner());
            what.area().ifPresent(area -> add(Kind.AREA, what.channel(), name, area));
        }
        switch (what.event()) {
            case REFUSED -> add(Kind.REFUSAL, what.channel(), what.reason(), "");
            case WRONG -> add(Kind.WRONG, what.channel(), what.reason(), "");
            default -> {
                // The event itself is all that counts.
            }
        }
        what.took().ifPresent(took -> add(Kind.SOLVED_WITHIN, what.channel(), Histogram.SOLVED.bucket(took), ""));
    }

    /** Counts one hand-over of a message, whether or not it was accepted. */
    public void handedOver(String channel, String sender, String outcome, Duration took) {
        add(Kind.HAND_OVER, channel, outcome, sender);
        add(Kind.HANDED_OVER_WITHIN, channel, Histogram.HAND_OVER.bucket(took), sender);
    }

    private void add(Kind kind, String channel, String name, String subject) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        tally.add(new Total(hour, kind, channel, name, subject, 1));
    }

    /**
     * Adds what was counted since the last call to the database.
     *
     * @throws Problem if the database fails; what was not written is written by a later call
     */
    public synchronized void write() {
        List<Total> counted = tally.take();
        int written = 0;
        try {
            while (written < counted.size()) {
                int end = Math.min(written + ROWS, counted.size());
                store.add(counted.subList(written, end));
                written = end;
            }
        } finally {
            counted.subList(written, counted.size()).forEach(tally::add);
        }
        long lost = tally.lost();
        if (lost > 0) {
            LOG.log(Level.WARNING, "Statistics have lost {0} counts, since the database was away for long", lost);
        }
    }

    /**
     * Returns the sums of all nodes in some hours.
     *
     * @param to excluded
     * @throws Problem if the database fails
     */
    public List<Total> sums(Instant from, Instant to) {
        return store.sums(from, to);
    }

    /**
     * Returns the number of validations that were solved, by the id of the client. While a client was not among the busiest of a
     * node, its validations there count as {@link Busiest#OTHER}.
     *
     * @param since whole hours count
     * @throws Problem if the database fails
     */
    public Map<String, Long> solvedByClient(Instant since) {
        return store.sums(Kind.CLIENT, AuditEvent.SOLVED.toString(), since.truncatedTo(ChronoUnit.HOURS));
    }

    /** Deletes counts that are older than 400 days, in one {@link Slices#turn}. Returns their number. */
    public int purge(Instant now) {
        return Slices.turn(atMost -> store.deleteBefore(now.minus(KEPT), atMost));
    }
}
