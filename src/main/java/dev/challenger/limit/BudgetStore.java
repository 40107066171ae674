package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import java.time.Instant;

/** The table {@code budget}. One upsert counts one message, so that all nodes share the counts. */
final class BudgetStore {
    private final Database database;

    BudgetStore(Database database) {
        this.database = database;
    }

    /** Counts a message. Returns the number of messages in the window, including this one. */
    int add(byte[] subject, Instant windowAt, Instant purgeAt) {
        return Rows.again(() -> database.one("""
                        INSERT INTO budget (subject, window_at, used, purge_at)
                        VALUES (?, ?, 1, ?)
                        ON DUPLICATE KEY UPDATE used = used + 1
                        RETURNING used
                        """, row -> row.getInt("used"), subject, windowAt, purgeAt))
                .orElseThrow();
    }

    /** Removes a message from the count. */
    void subtract(byte[] subject, Instant windowAt) {
        Rows.again(() -> database.update("""
                UPDATE budget
                   SET used = used - 1
                 WHERE subject = ? AND window_at = ? AND used > 0
                """, subject, windowAt));
    }

    /** Deletes some windows that have ended. Returns the number of deleted rows. */
    int deleteEnded(Instant now, int atMost) {
        return database.update("""
                DELETE FROM budget
                 WHERE purge_at <= ?
                 ORDER BY purge_at
                 LIMIT ?
                """, now, atMost);
    }
}
