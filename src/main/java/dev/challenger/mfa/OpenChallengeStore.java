package dev.challenger.mfa;

import dev.challenger.db.Database;
import java.time.Instant;

/** The table {@code tan_challenge}, for statements by client and instance. */
final class OpenChallengeStore {
    private final Database database;

    OpenChallengeStore(Database database) {
        this.database = database;
    }

    /**
     * The open challenges of a client and an instance, which are neither solved nor over.
     *
     * @param firstEnd the epoch if there are none
     */
    record Open(int count, Instant firstEnd) {}

    /** Counts the open challenges of a client and an instance, up to a number. Reads at most that many rows. */
    Open open(long client, String instance, int atMost, Instant now) {
        return database.one(
                        """
                        SELECT COUNT(*) AS number, COALESCE(MIN(expires_at), 0) AS first_end
                          FROM (SELECT expires_at
                                  FROM tan_challenge
                                 WHERE client_id = ? AND instance = ? AND opens_until IS NULL AND expires_at > ?
                                 ORDER BY expires_at
                                 LIMIT ?) open
                        """,
                        row -> new Open(row.getInt("number"), Database.instant(row, "first_end")),
                        client,
                        instance,
                        now,
                        atMost)
                .orElseThrow();
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
