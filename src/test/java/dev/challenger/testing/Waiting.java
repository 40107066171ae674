package dev.challenger.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for effects in other threads. */
public final class Waiting {
    /** Much longer than anything should take, because the machine may be busy. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Waiting() {}

    /** Returns once the condition is met. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    /** Returns once the condition is met, which may take longer than most things. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("timed out while waiting until " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
