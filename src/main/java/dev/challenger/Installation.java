package dev.challenger;

import dev.challenger.db.Database;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
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
        InstallationStore store = new InstallationStore(database);
        if (store.find("key").isPresent() && !Files.exists(keyFile)) {
            // A new key file would be refused below, and would be in the way of the right one.
            throw anotherKeyFile(keyFile);
        }
        Keys keys;
        try {
            keys = new KeyFile(keyFile).open(secrets);
        } catch (IOException e) {
            throw new SettingsException("key.file: " + e.getMessage());
        }
        String own = keys.newest().fingerprint();
        String inUse = store.remember("key", own);
        if (!inUse.equals(own)) {
            if (!keys.know(inUse)) {
                throw anotherKeyFile(keyFile);
            }
            store.replace("key", inUse, own);
        }
        return new Installation(database, keys, secrets);
    }

    private static SettingsException anotherKeyFile(Path path) {
        return new SettingsException(
                "key.file: this database is used with another key file than " + path
                        + "; use that one: it is on the other nodes, in the backup, or with the user who ran the first command");
    }
}
