package dev.challenger.db;

import java.util.function.IntUnaryOperator;

/** Work on many rows, on so few at a time that nothing is locked for long. */
public final class Slices {
    private static final int SIZE = 500;

    private Slices() {}

    /**
     * Works until nothing is left, or the thread is interrupted: what is left is for the next time. A slice that loses against
     * somebody else is repeated.
     *
     * @param slice works on at most so many rows; on how many it did
     * @return on how many rows in all
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
