package dev.challenger.db;

import java.util.function.IntUnaryOperator;

/** Runs work on many rows in small slices, so that no statement holds locks for long. */
public final class Slices {
    private static final int SIZE = 500;

    private Slices() {}

    /**
     * Works until no rows are left or the thread is interrupted. A slice that conflicts with another request is repeated.
     *
     * @param slice works on at most the given number of rows, and returns the number of rows it worked on
     * @return the total number of rows
     */
    public static int all(IntUnaryOperator slice) {
        int total = 0;
        int done;
        do {
            done = Rows.again(() -> slice.applyAsInt(SIZE));
            total += done;
        } while (done == SIZE && !Thread.currentThread().isInterrupted());
        return total;
    }
}
