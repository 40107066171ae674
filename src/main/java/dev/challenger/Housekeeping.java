package dev.challenger.validation;

import dev.challenger.db.Housekeeper;
import dev.challenger.db.Slices;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/**
 * Deletes what has expired and erases addresses whose time has come: in the background, in slices that lock nothing for
 * long.
 */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

    private final ValidationStore store;
    private final Budgets budgets;
    private final Breaker breaker;
    private final IntSupplier others;
    private final InstantSource clock;
    private final Housekeeper housekeeper = new Housekeeper(this::purgeAndLog);

    /** @param others deletes what else expires, with what it returns as {@link #purge} */
    public Housekeeping(
            ValidationStore store, Budgets budgets, Breaker breaker, IntSupplier others, InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
        this.breaker = breaker;
        this.others = others;
        this.clock = clock;
    }

    /** Purges now and then until closed. */
    public void start() {
        housekeeper.start();
    }

    /**
     * Purges once.
     *
     * @return how many rows were deleted, or lost their address
     * @throws Problem if the database fails; what was done stays done
     */
    public int purge() {
        int total = Slices.all(atMost -> store.deleteExpired(clock.instant(), atMost))
                + Slices.all(atMost -> store.eraseDue(clock.instant(), atMost))
                + others.getAsInt();
        budgets.purge(clock.instant());
        breaker.purge(clock.instant());
        return total;
    }

    private void purgeAndLog() {
        try {
            int done = purge();
            LOG.log(done > 0 ? Level.INFO : Level.DEBUG, "{0} validations and TAN challenges deleted or erased", done);
        } catch (RuntimeException e) {
            // The next round is in a minute; an exception out of here would end them all.
            LOG.log(Level.WARNING, "what has expired could not be deleted and erased: {0}", e.getMessage());
        }
    }

    /** Ends the thread, in the middle of its work if need be: what is left is for the next start. */
    @Override
    public void close() {
        housekeeper.close();
    }
}
