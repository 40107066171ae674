package dev.challenger;

import dev.challenger.db.Database;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import java.io.IOException;

/** Opens the key file, and makes sure that all nodes of an installation have the same. */
final class Installation {
    private final InstallationStore store;

    Installation(Database database) {
        this.store = new InstallationStore(database);
    }

    /**
     * The database remembers the fingerprint of the newest key. A node that has that key and a newer one replaces it; a
     * node that lacks it would send codes that the others cannot verify, and does not start.
     *
     * @throws SettingsException if the file cannot be read, or lacks the key that is in use
     */
    Keys open(KeyFile file, Secrets secrets) {
        Keys keys;
        try {
            keys = file.open(secrets);
        } catch (IOException e) {
            throw new SettingsException("key.file: " + e.getMessage());
        }
        String own = keys.newest().fingerprint();
        String inUse = store.remember("key", own);
        if (!inUse.equals(own)) {
            if (!keys.know(inUse)) {
                throw new SettingsException("key.file: this database is used with another key file than " + file.path()
                        + "; take the one of the other nodes, or of the backup");
            }
            store.replace("key", inUse, own);
        }
        return keys;
    }
}
