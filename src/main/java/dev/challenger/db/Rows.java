package dev.challenger.db;

import dev.challenger.db.DatabaseException.Conflict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The compare-and-set loop, with back-off. Every row that several requests may change has a version. A request reads the row, decides,
 * and writes only if the version is still the one it read. No transaction is held open in between.
 */
public final class Rows {
    /** Every lost round means that another request changed the row; no row is changed this often at once. */
    private static final int MAX_ROUNDS = 50;

    /** Nobody waits longer for a row than for a statement. */
    private static final Duration LIMIT = Session.LIMIT;

    /** Rounds after which the next one follows at once: usually the other request is done by then. */
    private static final int AT_ONCE = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private Rows() {}

    /** A decision about a row. */
    public interface Change<R> {
        /** The row as it is to be written; equal to the row that was read if nothing changes. */
        R after();
    }

    /**
     * Replaces the row that {@code read} finds by the one that {@code decide} makes of it, and calls {@code decide} again
     * with a fresh row whenever another request changed the row in between.
     *
     * @param decide a function of the row alone, since it may be called several times
     * @param write throws {@link Conflict} if the row no longer has the version of its argument; see {@link #requireOne}
     * @return the last decision; empty if there is no such row
     * @throws DatabaseException code 55 if all rounds are lost
     */
    public static <R, C extends Change<R>> Optional<C> update(
            Supplier<Optional<R>> read, Function<R, C> decide, Consumer<R> write) {
        return again(() -> read.get().map(before -> {
            C change = decide.apply(before);
            if (!change.after().equals(before)) {
                write.accept(change.after());
            }
            return change;
        }));
    }

    /**
     * Runs work on the database, and runs it again from its start whenever it loses against another request.
     *
     * @param round throws {@link Conflict} if it loses
     * @throws DatabaseException code 55 if all rounds are lost; it keeps the conflicts
     */
    public static <T> T again(Supplier<T> round) {
        return again(round, Rows::pause);
    }

    /** @param pause waits for at most the given number of milliseconds */
    static <T> T again(Supplier<T> round, LongConsumer pause) {
        List<Conflict> lost = new ArrayList<>();
        long startedAt = System.nanoTime();
        while (lost.size() < MAX_ROUNDS && System.nanoTime() - startedAt < LIMIT.toNanos()) {
            try {
                return round.get();
            } catch (Conflict e) {
                lost.add(e);
            }
            if (lost.size() > AT_ONCE) {
                pause.accept(longestPause(lost.size() - AT_ONCE));
            }
        }
        throw DatabaseException.overtaken(lost);
    }

    /** Returns twice as many milliseconds for each further round. */
    private static long longestPause(int rounds) {
        return Math.min(1L << Math.min(rounds, Integer.SIZE), LONGEST_PAUSE.toMillis());
    }

    /** Waits between half of a time and all of it. The clock is random enough, and differs between threads and nodes. */
    private static void pause(long millis) {
        long half = TimeUnit.MILLISECONDS.toNanos(millis) / 2;
        LockSupport.parkNanos(half + System.nanoTime() % half);
    }

    /**
     * Checks that a statement found the version of the row that was read.
     *
     * @param touched the number of rows that the statement changed or deleted
     * @throws Conflict if it found none
     */
    public static void requireOne(int touched) {
        if (touched == 0) {
            throw Conflict.changed();
        }
    }
}
