package dev.challenger.db;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A thread that looks every minute for rows that have expired, until it is closed. */
public final class Housekeeper implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Runnable task;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread housekeeper = new Thread(work, "challenger-housekeeping");
        housekeeper.setDaemon(true);
        return housekeeper;
    });

    /** @param task deletes what has expired; an exception out of it would end all further rounds */
    public Housekeeper(Runnable task) {
        this.task = task;
    }

    /** Begins soon. */
    public void start() {
        // The task never throws, so that nobody needs to look at the future.
        var unused = thread.scheduleWithFixedDelay(task, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends the thread, in the middle of its work if need be: what is left is for the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
