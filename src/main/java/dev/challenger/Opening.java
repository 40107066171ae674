package dev.challenger;

import dev.challenger.db.DatabaseException;
import dev.challenger.settings.SettingsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database when the service starts. While it cannot be reached, the service runs and answers 503, and a thread tries
 * again with growing pauses.
 */
final class Opening implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Opening.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** More than an attempt to connect takes. */
    private static final Duration TO_END = Duration.ofSeconds(6);

    private final Runnable open;
    private final Runnable ready;
    private final Runnable failed;
    private volatile @Nullable RuntimeException fault;
    private final Background thread = new Background("challenger-opening", TO_END);

    /**
     * @param open makes one attempt; throws a DatabaseException that {@linkplain DatabaseException#passes passes} if a later
     *     attempt may succeed
     * @param ready called once, after the attempt that succeeded
     * @param failed called after a later attempt found a fault that does not pass, such as another key file
     */
    Opening(Runnable open, Runnable ready, Runnable failed) {
        this.open = open;
        this.ready = ready;
        this.failed = failed;
    }

    /**
     * Makes the first attempt, and leaves further ones to the thread.
     *
     * @throws RuntimeException if the attempt found a fault that does not pass
     */
    void begin() {
        try {
            open.run();
        } catch (DatabaseException e) {
            if (!e.passes()) {
                throw e;
            }
            waitFor(e, FIRST_PAUSE);
            return;
        }
        ready.run();
    }

    private void waitFor(DatabaseException e, Duration pause) {
        LOG.log(
                Level.WARNING,
                "Waiting for the database: {0}. Until it works, requests are answered with 503. Next attempt in {1} s",
                e.explained(),
                pause.toSeconds());
        tryAfter(pause);
    }

    private void tryAfter(Duration pause) {
        thread.after(pause, () -> tryAgain(pause));
    }

    private void tryAgain(Duration lastPause) {
        Duration doubled = lastPause.multipliedBy(2);
        Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        try {
            open.run();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // An error that is not reported here would end the attempts, and nothing would tell.
            if (!thread.isClosed()) {
                report(e instanceof RuntimeException known ? known : new IllegalStateException(e.toString(), e), pause);
            }
            return;
        }
        LOG.log(Level.INFO, "The database can be used now");
        ready.run();
    }

    /** A fault is reported once, and the attempts go on, since the operator may mend it in the database. */
    private void report(RuntimeException e, Duration pause) {
        if (e instanceof DatabaseException failure && failure.passes()) {
            waitFor(failure, pause);
            return;
        }
        if (fault == null || !String.valueOf(fault.getMessage()).equals(e.getMessage())) {
            log(e);
        }
        fault = e;
        tryAfter(LONGEST_PAUSE);
        failed.run();
    }

    private static void log(RuntimeException e) {
        if (e instanceof SettingsException settings) {
            settings.faults().forEach(sentence -> LOG.log(Level.ERROR, sentence));
        } else if (e instanceof DatabaseException failure) {
            LOG.log(Level.ERROR, failure.explained());
        } else {
            LOG.log(Level.ERROR, "The database cannot be opened", e);
        }
    }

    /** Returns the fault that the last attempt found, and that does not pass. */
    Optional<RuntimeException> fault() {
        return Optional.ofNullable(fault);
    }

    /** Ends the attempts, and waits for one that runs. */
    @Override
    public void close() {
        thread.close();
    }
}
