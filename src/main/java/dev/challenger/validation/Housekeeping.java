package dev.challenger.validation;

import dev.challenger.taler.Problem;
import dev.challenger.transmission.Breaker;
import dev.challenger.transmission.Budgets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what has expired and erases addresses whose time has come: in the background, in slices that lock nothing for
 * long.
 */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int SLICE = 500;

    private final ValidationStore store;
    private final Budgets budgets;
    private final Breaker breaker;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread housekeeper = new Thread(task, "challenger-housekeeping");
        housekeeper.setDaemon(true);
        return housekeeper;
    });

    public Housekeeping(ValidationStore store, Budgets budgets, Breaker breaker, InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
        this.breaker = breaker;
        this.clock = clock;
    }

    /** Purges now and then until closed. */
    public void start() {
        // The task never throws, so that nobody needs to look at the future.
        var unused = thread.scheduleWithFixedDelay(this::purgeAndLog, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Purges once.
     *
     * @return how many validations were deleted, or lost their address
     * @throws Problem if the database fails; what was done stays done
     */
    public int purge() {
        int total = slices(store::deleteExpired) + slices(store::eraseDue);
        budgets.purge(clock.instant());
        breaker.purge(clock.instant());
        return total;
    }

    /** Does something to some of the rows that are due at a time; to how many. */
    @FunctionalInterface
    private interface Slice {
        int run(Instant now, int atMost);
    }

    private int slices(Slice slice) {
        int total = 0;
        int done;
        do {
            done = slice.run(clock.instant(), SLICE);
            total += done;
        } while (done == SLICE && !Thread.currentThread().isInterrupted());
        return total;
    }

    private void purgeAndLog() {
        try {
            int done = purge();
            LOG.log(done > 0 ? Level.INFO : Level.DEBUG, "{0} validations deleted or erased", done);
        } catch (RuntimeException e) {
            // The next round is in a minute; an exception out of here would end them all.
            LOG.log(Level.WARNING, "expired validations could not be deleted and erased: {0}", e.getMessage());
        }
    }

    /** Ends the thread, in the middle of its work if need be: what is left is for the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
