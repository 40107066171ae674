package dev.challenger.db;

/** Learns how far long work is. */
@FunctionalInterface
public interface Steps {
    /** Nobody watches. */
    Steps UNWATCHED = (done, of) -> {};

    /**
     * Tells the steps that are done.
     *
     * @param done since the beginning
     * @param of the number of all steps; 0 if it is unknown
     */
    void done(long done, long of);
}
