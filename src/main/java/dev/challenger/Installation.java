package dev.challenger;

import dev.challenger.db.Database;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The parts that all nodes of an installation share: the database and the keys. */
record Installation(Database database, Keys keys, Secrets secrets) {
    /**
     * Opens the key file, and checks it against the database, which remembers the fingerprint of the newest key. A node that
     * has the remembered key and a newer one updates the fingerprint. A node that lacks the remembered key refuses to start,
     * since the other nodes could not verify its codes.
     *
     * @throws SettingsException if the file cannot be read, or lacks the key that is in use
     */
    static Installation open(DataSource source, Path keyFile) {
        Database database = new Database(source);
        Secrets secrets = new Secrets();
        KeyFile file = new KeyFile(keyFile);
        Keys keys;
        try {
            keys = file.open(secrets);
        } catch (IOException e) {
            throw new SettingsException("key.file: " + e.getMessage());
        }
        InstallationStore store = new InstallationStore(database);
        String own = keys.newest().fingerprint();
        String inUse = store.remember("key", own);
        if (!inUse.equals(own)) {
            if (!keys.know(inUse)) {
                throw new SettingsException("key.file: this database is used with another key file than " + file.path()
                        + "; use that one: it is on the other nodes, in the backup, or with the user who ran the"
                        + " first command");
            }
            store.replace("key", inUse, own);
        }
        return new Installation(database, keys, secrets);
    }
}
