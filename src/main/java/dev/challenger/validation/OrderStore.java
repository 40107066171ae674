package dev.challenger.validation;

import dev.challenger.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code validation}, by client. */
final class OrderStore {
    private final Database database;

    OrderStore(Database database) {
        this.database = database;
    }

    /**
     * When the first open validation of a client expires, one that is neither solved nor expired, if it has at least so many
     * of them. Reads no more than so many.
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

    /** Deletes some of the validations of a client; how many. */
    int delete(long clientId, int atMost) {
        return database.update("""
                DELETE FROM validation
                 WHERE client_id = ?
                 LIMIT ?
                """, clientId, atMost);
    }
}
