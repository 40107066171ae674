package dev.challenger.secret;

import java.io.IOException;

/** Where the keys of a node are: in a file, or in a setting. */
public sealed interface KeySource permits KeyFile, KeySetting {
    /** Returns false if the keys are still to be made, by {@link #open}. */
    boolean exists();

    /**
     * Reads the keys if they exist; there are no keys yet otherwise.
     *
     * @throws IOException with a message for the operator
     */
    Keys readIfThere() throws IOException;

    /**
     * Reads the keys, and makes them first if they do not exist, into an object that other objects hold already.
     *
     * @throws IOException with a message for the operator
     */
    Keys open(Keys keys, Secrets secrets) throws IOException;

    /** Returns what to tell an operator if the database is used with other keys. */
    String mismatch();
}
