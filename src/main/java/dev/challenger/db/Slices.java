package dev.challenger.db;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;

/**
 * Runs work on many rows in small slices, so that no statement holds locks for long, and rests between them, so that live
 * requests find the database idle most of the time.
 */
public final class Slices {
    /** Few enough to take less time than a live request: 5 ms on a machine on which 100 take 12 to 22. */
    private static final int SIZE = 20;

    /** The most slices of one turn. */
    private static final int SLICES = 250;

    /** The most rows of one {@link #turn}. */
    public static final int TURN = SIZE * SLICES;

    /** A rest lasts this many times as long as the slice before: on a busy database the work takes longer, and rests too. */
    private static final int REST = 9;

    private Slices() {}

    /**
     * Works until no rows are left or the thread is interrupted. A slice that conflicts with another request is repeated.
     *
     * @param slice works on at most the given number of rows, and returns the number of rows it worked on
     * @return the total number of rows
     */
    public static int all(IntUnaryOperator slice) {
        return all(slice, Integer.MAX_VALUE, Slices::rest);
    }

    /**
     * Works as {@link #all(IntUnaryOperator)}.
     *
     * @param of the number of all rows; 0 if it is unknown
     */
    public static int watched(IntUnaryOperator slice, long of, Steps progress) {
        AtomicInteger total = new AtomicInteger();
        return all(atMost -> {
            int done = slice.applyAsInt(atMost);
            progress.done(total.addAndGet(done), of);
            return done;
        });
    }

    /**
     * Works on at most {@link #TURN} rows, so that work of several kinds can take turns.
     *
     * @param slice as {@link #all}
     * @return the number of rows; less than {@code TURN} if no rows are left or the thread is interrupted
     */
    public static int turn(IntUnaryOperator slice) {
        return all(slice, SLICES, Slices::rest);
    }

    /**
     * @param most slices
     * @param rest rests for this many nanoseconds; returns false if the work is to end
     */
    static int all(IntUnaryOperator slice, int most, LongPredicate rest) {
        int total = 0;
        int slices = 0;
        int done;
        long worked;
        do {
            long start = System.nanoTime();
            done = Rows.again(() -> slice.applyAsInt(SIZE));
            worked = System.nanoTime() - start;
            total += done;
            slices++;
        } while (done == SIZE && rest.test(worked * REST) && slices < most);
        return total;
    }

    private static boolean rest(long nanoseconds) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoseconds);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
