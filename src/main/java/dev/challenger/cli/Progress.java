package dev.challenger.cli;

import dev.challenger.db.Steps;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells a person at a terminal that long work goes on: one line with the work, the steps that are done and of how many, as far as
 * that is known, and the seconds. The line appears after a second, and disappears at the end. Nothing is printed where there is no terminal.
 */
public final class Progress implements Steps, AutoCloseable {
    private static final long PAUSE = 500;
    private static final int TERMINAL = 0;

    private final PrintWriter err;
    private final String work;
    private final long startedAt = System.nanoTime();
    private final ScheduledExecutorService thread;
    private volatile String steps = "";
    private int width;

    /**
     * Begins with the work.
     *
     * @param err standard error
     * @param work for people, without a full stop: {@code Deleting expired rows}
     * @param terminal whether standard error {@linkplain #isTerminal() is a terminal}
     */
    public Progress(PrintWriter err, String work, boolean terminal) {
        this.err = err;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "challenger-progress");
            daemon.setDaemon(true);
            return daemon;
        });
        if (terminal) {
            var unused = thread.scheduleWithFixedDelay(this::show, 2 * PAUSE, PAUSE, TimeUnit.MILLISECONDS);
        }
    }

    /** Returns whether standard error is a terminal. Java 17 tells that only of all three streams together. */
    public static boolean isTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(Redirect.INHERIT)
                    .start();
            return test.waitFor() == TERMINAL;
        } catch (IOException e) {
            // Windows has no such program.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void done(long done, long of) {
        steps = (done == 0 && of == 0) ? "" : ": " + done + (of == 0 ? "" : " of " + of);
    }

    synchronized void show() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
        String line = work + steps + ", " + seconds + " s";
        print(line);
        width = line.length();
    }

    /** Replaces the line, of which no rest may remain. */
    private void print(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        err.flush();
    }

    @Override
    public synchronized void close() {
        thread.shutdownNow();
        if (width > 0) {
            print("");
            err.print("\r");
            err.flush();
            width = 0;
        }
    }
}
