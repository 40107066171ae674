package dev.challenger.validation;

import dev.challenger.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code validation}, for statements by client. */
final class OrderStore {
    private final Database database;

    OrderStore(Database database) {
        this.database = database;
    }

    /**
     * Returns the earliest expiry among the open validations of a client, which are neither solved nor expired. Returns empty
     * if the client has fewer than {@code atLeast} of them. Reads at most that many rows.
     */
    Optional<Instant> firstExpiryOf(long clientId, int atLeast, Instant now) {
        List<Instant> open = database.list("""
                SELECT expires_at
                  FROM validation
                 WHERE client_id = ? AND code_hash IS NULL AND expires_at > ?
                 ORDER BY expires_at
                 LIMIT ?
                """, row -> Database.instant(row, "expires_at"), clientId, now, atLeast);
        return open.size() < atLeast ? Optional.empty() : Optional.of(open.get(0));
    }

    /** Deletes some validations of a client. Returns the number of deleted rows. */
    int delete(long clientId, int atMost) {
        return database.update("""
                DELETE FROM validation
                 WHERE client_id = ?
                 LIMIT ?
                """, clientId, atMost);
    }
}
