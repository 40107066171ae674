package dev.challenger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A daemon thread that runs tasks at their time. Nobody learns of an exception of a task, so tasks must not throw any. */
final class Background implements AutoCloseable {
    private final ScheduledExecutorService thread;
    private final Duration toEnd;

    /** @param toEnd the longest time that {@link #close} waits for a task that runs */
    Background(String name, Duration toEnd) {
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread background = new Thread(work, name);
            background.setDaemon(true);
            return background;
        });
        this.toEnd = toEnd;
    }

    /** Runs a task once, after a pause. */
    void after(Duration pause, Runnable task) {
        var unused = thread.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task again and again, with a pause before each run but the first. */
    void repeat(Duration first, Duration pause, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a last task after the one that runs, waits for its end, and runs no other. */
    void closeAfter(Runnable last) {
        after(Duration.ZERO, last);
        // Tasks that repeat end here; the last one is run.
        thread.shutdown();
        await();
        thread.shutdownNow();
    }

    boolean isClosed() {
        return thread.isShutdown();
    }

    /** Interrupts the task that runs, waits for its end, and runs no other. */
    @Override
    public void close() {
        thread.shutdownNow();
        await();
    }

    private void await() {
        try {
            thread.awaitTermination(toEnd.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
