package dev.challenger.mfa;

import dev.challenger.db.Database;
import java.time.Instant;
import java.util.Optional;

/** The table {@code tan_challenge}, for statements by client and instance. */
final class OpenChallengeStore {
    private final Database database;

    OpenChallengeStore(Database database) {
        this.database = database;
    }

    /**
     * Returns the earliest end among the open challenges of a client and an instance, which are neither solved nor over.
     * Returns empty if there are fewer than {@code atLeast} of them. Reads at most that many rows.
     */
    Optional<Instant> firstEndOf(long client, String instance, int atLeast, Instant now) {
        return database
                .list("""
                        SELECT COUNT(*) AS found, MIN(expires_at) AS first_end
                          FROM (SELECT expires_at
                                  FROM tan_challenge
                                 WHERE client_id = ? AND instance = ? AND opens_until IS NULL AND expires_at > ?
                                 ORDER BY expires_at
                                 LIMIT ?) open
                        HAVING found >= ?
                        """, row -> Database.instant(row, "first_end"), client, instance, now, atLeast, atLeast)
                .stream()
                .findFirst();
    }

    /** Deletes some of the open challenges for which no TAN was ever issued and that end by a time. Returns their number. */
    int deleteUnsent(long client, String instance, Instant now, Instant endingBy, int atMost) {
        return database.update("""
                DELETE FROM tan_challenge
                 WHERE client_id = ? AND instance = ? AND opens_until IS NULL AND expires_at > ? AND expires_at <= ?
                   AND tans_issued = 0
                 LIMIT ?
                """, client, instance, now, endingBy, atMost);
    }
}
