package dev.challenger.validation;

import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.db.Rows;
import dev.challenger.validation.AddressStore.Holder;

/** The table {@code validation}, for {@link Erasure}. Each statement changes the version of a row that was read, if that is current. */
final class ErasureStore {
    private final Database database;

    ErasureStore(Database database) {
        this.database = database;
    }

    /**
     * Erases all addresses of a row.
     *
     * @throws Conflict if the row was changed since it was read
     */
    void erase(Holder holder) {
        Rows.requireOne(database.update("""
                UPDATE validation
                   SET version = version + 1, address = NULL, prefilled_address = NULL, erase_at = NULL,
                       address_hash = '', prefilled_hash = '', events = NULL
                 WHERE id = ? AND version = ?
                """, holder.id(), holder.version()));
    }

    /**
     * Erases the pre-filled address of a row.
     *
     * @throws Conflict if the row was changed since it was read
     */
    void erasePrefilled(Holder holder) {
        Rows.requireOne(database.update("""
                UPDATE validation
                   SET version = version + 1, prefilled_address = NULL, prefilled_hash = ''
                 WHERE id = ? AND version = ?
                """, holder.id(), holder.version()));
    }

    /**
     * Deletes a row.
     *
     * @throws Conflict if the row was changed since it was read
     */
    void delete(Holder holder) {
        Rows.requireOne(database.update("""
                DELETE FROM validation
                 WHERE id = ? AND version = ?
                """, holder.id(), holder.version()));
    }
}
