package dev.challenger;

import dev.challenger.address.AddressHashes;
import dev.challenger.db.Database;
import dev.challenger.db.Preparing;
import dev.challenger.secret.KeySource;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import java.io.IOException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The parts that all nodes of an installation share: the database and the keys. Until {@link #open} has succeeded, the
 * database counts as unreachable, and there are no keys if the keys are in a file that does not exist.
 */
record Installation(DataSource source, KeySource keySource, Database database, Keys keys, Secrets secrets) {
    /**
     * Reads the key file if it exists, and does not connect to the database.
     *
     * @throws SettingsException if the file cannot be read
     */
    static Installation of(DataSource source, KeySource keySource) {
        try {
            Keys keys = keySource.readIfThere();
            return new Installation(source, keySource, Database.closed(source), keys, new Secrets());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Checks the keys against the database, which remembers the fingerprint of the newest key, and opens the database. A node
     * that has the remembered key and a newer one updates the fingerprint. A node that lacks the remembered key refuses to
     * start, since the other nodes could not verify its codes. The tables must be up to date.
     *
     * @param preparing for connections of the source
     * @throws SettingsException if the key file cannot be read, or lacks the key that is in use
     * @throws dev.challenger.wire.Problem if the database fails
     */
    void open(Preparing preparing) {
        InstallationStore store = new InstallationStore(new Database(source));
        if (store.find("key").isPresent() && !keySource.exists()) {
            // A new key file would be refused below, and would be in the way of the right one.
            throw new SettingsException(keySource.mismatch());
        }
        try {
            keySource.open(keys, secrets);
        } catch (IOException e) {
            throw unusable(e);
        }
        String own = keys.newest().fingerprint();
        String inUse = store.remember("key", own);
        if (!inUse.equals(own)) {
            if (!keys.know(inUse)) {
                throw new SettingsException(keySource.mismatch());
            }
            store.replace("key", inUse, own);
        }
        database.open(preparing);
    }

    /** Returns the hashes by which rows of an address are found. */
    AddressHashes addresses() {
        return new AddressHashes(keys);
    }

    /**
     * Returns the fingerprint of the newest key of all nodes.
     *
     * @throws dev.challenger.wire.Problem if the database does not answer, or is not open
     */
    Optional<String> rememberedKey() {
        return new InstallationStore(database).find("key");
    }

    private static SettingsException unusable(IOException e) {
        return new SettingsException("key.file: " + e.getMessage());
    }
}
