package dev.challenger;

import dev.challenger.db.Database;
import java.util.Optional;

/** The table {@code installation}: named values on which all nodes must agree. */
final class InstallationStore {
    private final Database database;

    InstallationStore(Database database) {
        this.database = database;
    }

    /** Stores a value if there is none, and returns the stored one. */
    String remember(String name, String value) {
        database.update("""
                INSERT IGNORE INTO installation (name, value)
                VALUES (?, ?)
                """, name, value);
        return find(name).orElse(value);
    }

    Optional<String> find(String name) {
        return database.one("""
                SELECT value
                  FROM installation
                 WHERE name = ?
                """, row -> row.getString("value"), name);
    }

    /** Replaces a value, unless another node has replaced it already. */
    void replace(String name, String before, String after) {
        database.update("""
                UPDATE installation
                   SET value = ?
                 WHERE name = ? AND value = ?
                """, after, name, before);
    }
}
