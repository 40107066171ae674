package dev.challenger.validation;

import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import java.time.Instant;

/** The table {@code validation}, for housekeeping. */
public final class ExpiryStore {
    private final Database database;

    public ExpiryStore(Database database) {
        this.database = database;
    }

    /**
     * Deletes expired validations and erases addresses whose retention has ended, in one {@link Slices#turn} each.
     *
     * @return the number of rows that were deleted or lost their address
     */
    public int purge(Instant now) {
        return Slices.turn(atMost -> deleteExpired(now, atMost)) + Slices.turn(atMost -> eraseDue(now, atMost));
    }

    private int deleteExpired(Instant now, int atMost) {
        return database.update("""
                DELETE FROM validation
                 WHERE purge_at <= ?
                 ORDER BY purge_at
                 LIMIT ?
                """, now, atMost);
    }

    /**
     * Erases the addresses of rows whose retention has ended. Counts up the version, so that a request that read the row
     * before cannot write the address back.
     *
     * @return the number of rows erased, at most {@code atMost}
     */
    int eraseDue(Instant now, int atMost) {
        return database.update("""
                UPDATE validation
                   SET version = version + 1, address = NULL, prefilled_address = NULL, erase_at = NULL,
                       address_hash = '', prefilled_hash = '', events = NULL
                 WHERE erase_at <= ?
                 ORDER BY erase_at
                 LIMIT ?
                """, now, atMost);
    }
}
