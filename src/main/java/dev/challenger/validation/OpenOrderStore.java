package dev.challenger.validation;

import dev.challenger.db.Database;
import java.time.Instant;

/** The table {@code validation}, for the number of open validations of a client. */
public final class OpenOrderStore {
    private final Database database;

    public OpenOrderStore(Database database) {
        this.database = database;
    }

    /**
     * The open validations of a client, which are neither solved nor expired.
     *
     * @param firstExpiry the epoch if there are none
     */
    record Open(int count, Instant firstExpiry) {}

    /** Counts the open validations of a client, up to a number. Reads at most that many index entries. */
    Open find(long clientId, int atMost, Instant now) {
        return database.one(
                        """
                        SELECT COUNT(*) AS number, COALESCE(MIN(expires_at), 0) AS first_expiry
                          FROM (SELECT expires_at
                                  FROM validation
                                 WHERE client_id = ? AND code_hash IS NULL AND expires_at > ?
                                 ORDER BY expires_at
                                 LIMIT ?) open
                        """,
                        row -> new Open(row.getInt("number"), Database.instant(row, "first_expiry")),
                        clientId,
                        now,
                        atMost)
                .orElseThrow();
    }

    /** Counts the open validations of a client. Reads an index entry for each. */
    public int count(long clientId, Instant now) {
        return find(clientId, Integer.MAX_VALUE, now).count();
    }
}
