package dev.challenger.db;

import dev.challenger.db.DatabaseException.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The compare-and-set loop. Every row that several requests may change has a version. A request reads the row, decides,
 * and writes only if the version is still the one it read. No transaction is held open in between.
 */
public final class Rows {
    /** Every lost round means that another request changed the row; no row is changed this often at once. */
    private static final int MAX_ROUNDS = 50;

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
        List<Conflict> lost = new ArrayList<>();
        while (lost.size() < MAX_ROUNDS) {
            try {
                return round.get();
            } catch (Conflict e) {
                lost.add(e);
            }
        }
        throw DatabaseException.overtaken(lost);
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
