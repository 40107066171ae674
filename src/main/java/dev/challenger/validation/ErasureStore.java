package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code validation}, for {@link Erasure}. It reads slices in the order of the ids and holds no lock between them. */
final class ErasureStore {
    private final Database database;
    private final AddressPolicy policy;

    ErasureStore(Database database, AddressPolicy policy) {
        this.database = database;
        this.policy = policy;
    }

    /** The addresses of a row. */
    record Holder(
            long id,
            int version,
            boolean solved,
            @Nullable Address address,
            @Nullable Address prefilled) {}

    /** Returns the next rows with an address after an id. */
    List<Holder> after(long id, int atMost) {
        return database.list("""
                SELECT id, version, code_hash IS NOT NULL AS solved, address_type, address, prefilled_address
                  FROM validation
                 WHERE id > ? AND (address IS NOT NULL OR prefilled_address IS NOT NULL)
                 ORDER BY id
                 LIMIT ?
                """, this::holder, id, atMost);
    }

    /** Returns a row as it is now; empty if it was deleted or no longer has an address. */
    Optional<Holder> find(long id) {
        return after(id - 1, 1).stream().filter(holder -> holder.id == id).findFirst();
    }

    /**
     * Erases all addresses of a row.
     *
     * @throws Conflict if the row was changed since it was read
     */
    void erase(Holder holder) {
        Rows.requireOne(database.update("""
                UPDATE validation
                   SET version = version + 1, address = NULL, prefilled_address = NULL, erase_at = NULL
                 WHERE id = ? AND version = ?
                """, holder.id, holder.version));
    }

    /**
     * Erases the pre-filled address of a row.
     *
     * @throws Conflict if the row was changed since it was read
     */
    void erasePrefilled(Holder holder) {
        Rows.requireOne(database.update("""
                UPDATE validation
                   SET version = version + 1, prefilled_address = NULL
                 WHERE id = ? AND version = ?
                """, holder.id, holder.version));
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
                """, holder.id, holder.version));
    }

    private Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                row.getLong("id"),
                row.getInt("version"),
                row.getBoolean("solved"),
                address(row, "address"),
                address(row, "prefilled_address"));
    }

    /** Reads an address without the white space around its values, which a pre-filled one may have. */
    private @Nullable Address address(ResultSet row, String column) throws SQLException {
        Address held = ValidationRow.address(row, column, policy);
        if (held == null) {
            return null;
        }
        Map<String, String> stripped = new LinkedHashMap<>(held.fields());
        stripped.replaceAll((field, value) -> value.strip());
        return policy.forStored(held.type()).stored(stripped);
    }
}
