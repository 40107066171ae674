package dev.challenger;

import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes what waits in memory to the database. While that fails, the log has one warning, and not one for each attempt. */
final class Writing implements Runnable {
    private static final Logger LOG = System.getLogger(Writing.class.getName());

    private final String what;
    private final Runnable write;
    private boolean failing;

    /**
     * @param what in the plural, for the log: {@code Events}
     * @param write throws a problem if the database fails, and keeps what it could not write
     */
    Writing(String what, Runnable write) {
        this.what = what;
        this.write = write;
    }

    /** Writes now. Throws nothing: an exception would end all later runs in the background. */
    @Override
    public synchronized void run() {
        try {
            write.run();
            if (failing) {
                LOG.log(Level.INFO, "{0} are written again", what);
            }
            failing = false;
        } catch (Problem e) {
            LOG.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    "{0} cannot be written for now, and wait: {1}",
                    what,
                    e.getMessage());
            failing = true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, what + " cannot be written", e);
        }
    }
}
