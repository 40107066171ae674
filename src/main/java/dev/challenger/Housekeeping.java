package dev.challenger;

import dev.challenger.db.Slices;
import dev.challenger.db.Steps;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.statistics.Statistics;
import dev.challenger.validation.ExpiryStore;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Deletes expired rows and erases addresses whose retention has ended: once a minute on a thread of its own, or on demand.
 * Works in slices, so that no lock is held for long.
 */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Optional<ExpiryStore> validations;
    private final TanChallenges challenges;
    private final Budgets budgets;
    private final Optional<Breaker> breaker;
    private final Statistics statistics;
    private final InstantSource clock;
    private final Background thread = new Background("challenger-housekeeping", TO_END);

    /**
     * @param validations empty if the schema lacks the table, as an embedder's does
     * @param breaker empty if the schema lacks its tables, as an embedder's does
     */
    Housekeeping(
            Optional<ExpiryStore> validations,
            TanChallenges challenges,
            Budgets budgets,
            Optional<Breaker> breaker,
            Statistics statistics,
            InstantSource clock) {
        this.validations = validations;
        this.challenges = challenges;
        this.budgets = budgets;
        this.breaker = breaker;
        this.statistics = statistics;
        this.clock = clock;
    }

    /** Starts the thread. The first pass follows within a few seconds. */
    void start() {
        thread.repeat(Duration.ofSeconds(1), PAUSE, this::purgeAndLog);
    }

    /**
     * Runs one pass over all tables.
     *
     * @return the number of validations and TAN challenges that were deleted or lost their address
     * @throws Problem if the database fails; rows deleted before stay deleted
     */
    public int purge() {
        return purge(Steps.UNWATCHED);
    }

    /**
     * Runs one pass over all tables, as {@link #purge()}.
     *
     * @param progress told the number so far, now and then
     */
    public int purge(Steps progress) {
        Instant now = clock.instant();
        int total = 0;
        int turn;
        do {
            // The tables take turns, so that many expired rows in one of them do not delay the erasing of addresses.
            int done = validations.map(store -> store.purge(now)).orElse(0) + challenges.purge();
            int counts =
                    budgets.purge(now) + breaker.map(stops -> stops.purge(now)).orElse(0) + statistics.purge(now);
            total += done;
            progress.done(total, 0);
            turn = done + counts;
        } while (turn >= Slices.TURN && !Thread.currentThread().isInterrupted());
        return total;
    }

    private void purgeAndLog() {
        try {
            int done = purge();
            LOG.log(done > 0 ? Level.INFO : Level.DEBUG, "Deleted or erased {0} validations and TAN challenges", done);
        } catch (RuntimeException e) {
            // The next pass is in a minute. If the exception left this method, the executor would cancel all further
            // ones.
            LOG.log(Level.WARNING, "Expired rows could not be deleted: {0}", e.getMessage());
        }
    }

    /** Stops the thread, even in the middle of a pass; the next start deletes the rest. */
    @Override
    public void close() {
        thread.close();
    }
}
