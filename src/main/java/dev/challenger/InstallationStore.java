package dev.challenger;

import dev.challenger.db.Database;

/** The table {@code installation}: what all nodes must agree on, by name. */
final class InstallationStore {
    private final Database database;

    InstallationStore(Database database) {
        this.database = database;
    }

    /** Stores a value unless there is one; what is stored then. */
    String remember(String name, String value) {
        database.update("""
                INSERT IGNORE INTO installation (name, value)
                VALUES (?, ?)
                """, name, value);
        return database.one("""
                        SELECT value
                          FROM installation
                         WHERE name = ?
                        """, row -> row.getString("value"), name).orElse(value);
    }

    /** Replaces a value, unless somebody did so already. */
    void replace(String name, String before, String after) {
        database.update("""
                UPDATE installation
                   SET value = ?
                 WHERE name = ? AND value = ?
                """, after, name, before);
    }
}
