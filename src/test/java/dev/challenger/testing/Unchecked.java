package dev.challenger.testing;

import java.util.concurrent.Callable;

/** Calls code whose checked exceptions mean that the test fails. */
public final class Unchecked {
    private Unchecked() {}

    /** Code without a result. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** Returns the result, or throws an {@link IllegalStateException} with the exception as its cause. */
    public static <T> T call(Callable<T> code) {
        try {
            return code.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the code, or throws an {@link IllegalStateException} with the exception as its cause. */
    public static void run(Action code) {
        call(() -> {
            code.run();
            return true;
        });
    }
}
