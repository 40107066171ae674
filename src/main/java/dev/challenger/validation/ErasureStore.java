package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code validation}, for who looks for an address: slices in the order of the ids, and no lock between them. */
final class ErasureStore {
    private final Database database;

    ErasureStore(Database database) {
        this.database = database;
    }

    /** What a row has of addresses. */
    record Holder(
            long id,
            int version,
            boolean solved,
            @Nullable Address address,
            @Nullable Address prefilled) {}

    /** The next rows with an address behind an id. */
    List<Holder> after(long id, int atMost) {
        return database.list("""
                SELECT id, version, code_hash IS NOT NULL AS solved, address, prefilled_address
                  FROM validation
                 WHERE id > ? AND (address IS NOT NULL OR prefilled_address IS NOT NULL)
                 ORDER BY id
                 LIMIT ?
                """, ErasureStore::holder, id, atMost);
    }

    /** Erases what a row has of addresses; false if somebody else changed it since it was read. */
    boolean erase(Holder holder) {
        return database.update("""
                        UPDATE validation
                           SET version = version + 1, address = NULL, prefilled_address = NULL, erase_at = NULL
                         WHERE id = ? AND version = ?
                        """, holder.id, holder.version) == 1;
    }

    /** Erases what the client filled in; false if somebody else changed the row since it was read. */
    boolean erasePrefilled(Holder holder) {
        return database.update("""
                        UPDATE validation
                           SET version = version + 1, prefilled_address = NULL
                         WHERE id = ? AND version = ?
                        """, holder.id, holder.version) == 1;
    }

    /** Deletes a row; false if somebody else changed it since it was read. */
    boolean delete(Holder holder) {
        return database.update("""
                        DELETE FROM validation
                         WHERE id = ? AND version = ?
                        """, holder.id, holder.version) == 1;
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                row.getLong("id"),
                row.getInt("version"),
                row.getBoolean("solved"),
                ValidationRow.address(row, "address"),
                ValidationRow.address(row, "prefilled_address"));
    }
}
