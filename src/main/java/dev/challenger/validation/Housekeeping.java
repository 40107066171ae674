package dev.challenger.validation;

import dev.challenger.taler.Problem;
import dev.challenger.transmission.Budgets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Deletes what has expired: in the background, in slices that lock nothing for long. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int SLICE = 500;

    private final ValidationStore store;
    private final Budgets budgets;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread housekeeper = new Thread(task, "challenger-housekeeping");
        housekeeper.setDaemon(true);
        return housekeeper;
    });

    public Housekeeping(ValidationStore store, Budgets budgets, InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
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
     * @return how many validations were deleted
     * @throws Problem if the database fails; what was deleted stays deleted
     */
    public int purge() {
        int total = 0;
        int deleted;
        do {
            deleted = store.deleteExpired(clock.instant(), SLICE);
            total += deleted;
        } while (deleted == SLICE && !Thread.currentThread().isInterrupted());
        budgets.purge(clock.instant());
        return total;
    }

    private void purgeAndLog() {
        try {
            int deleted = purge();
            LOG.log(deleted > 0 ? Level.INFO : Level.DEBUG, "{0} expired validations deleted", deleted);
        } catch (RuntimeException e) {
            // The next round is in a minute; an exception out of here would end them all.
            LOG.log(Level.WARNING, "expired validations could not be deleted: {0}", e.getMessage());
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
