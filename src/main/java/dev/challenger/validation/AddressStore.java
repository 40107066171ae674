package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code validation}, by address. An index finds the rows of an address. Only rows that are older than the index are
 * read one by one, in slices, until they have expired.
 */
public final class AddressStore {
    private static final int SLICE = 500;
    private static final String SELECT = """
            SELECT v.id, v.version, v.code_hash IS NOT NULL AS solved, v.address_type, v.address, v.prefilled_address
              FROM validation v
            """;

    private final Database database;
    private final AddressPolicy policy;
    private final AddressHashes hashes;

    /** @param policy for rows without a type, which are older than that column */
    public AddressStore(Database database, AddressPolicy policy, AddressHashes hashes) {
        this.database = database;
        this.policy = policy;
        this.hashes = hashes;
    }

    /** The addresses of a row. */
    record Holder(
            long id,
            int version,
            boolean solved,
            @Nullable Address address,
            @Nullable Address prefilled) {
        boolean holds(Address one) {
            return entered(one) || same(prefilled, one);
        }

        /** Returns true if a person entered the address, in whatever spelling. */
        boolean entered(Address one) {
            return same(address, one);
        }

        private static boolean same(@Nullable Address held, Address one) {
            return held != null && held.type() == one.type() && held.same(one);
        }
    }

    /** Returns the ids of the validations that have an address now, entered or pre-filled, in whatever spelling. */
    public List<Long> ids(Address address) {
        return Stream.concat(indexed(address).stream(), older(address).stream())
                .filter(holder -> holder.holds(address))
                .map(Holder::id)
                .toList();
    }

    private List<Holder> indexed(Address address) {
        Ends ends = ends();
        List<byte[]> entries = hashes.entries(address, ends.first, ends.last);
        String marks = String.join(", ", Collections.nCopies(entries.size(), "?"));
        return database.list(
                SELECT + """
                  JOIN (SELECT id FROM validation WHERE address_hash IN (:entries)
                         UNION
                        SELECT id FROM validation WHERE prefilled_hash IN (:entries)) found ON found.id = v.id
                """.replace(":entries", marks),
                this::holder,
                Stream.concat(entries.stream(), entries.stream()).toArray());
    }

    /** The lowest and the highest entry of both indexes; day 0 if they are empty. */
    private record Ends(byte[] first, byte[] last) {}

    private Ends ends() {
        return database.one("""
                        SELECT COALESCE(MIN(entry), x'0000') AS first, COALESCE(MAX(entry), x'0000') AS last
                          FROM (SELECT MIN(address_hash) AS entry FROM validation WHERE address_hash > ''
                                 UNION ALL
                                SELECT MAX(address_hash) FROM validation WHERE address_hash > ''
                                 UNION ALL
                                SELECT MIN(prefilled_hash) FROM validation WHERE prefilled_hash > ''
                                 UNION ALL
                                SELECT MAX(prefilled_hash) FROM validation WHERE prefilled_hash > '') ends
                        """, row -> new Ends(row.getBytes("first"), row.getBytes("last")))
                .orElseThrow();
    }

    private List<Holder> older(Address address) {
        List<Holder> found = new ArrayList<>();
        List<Holder> slice = older(0);
        while (!slice.isEmpty()) {
            slice.stream().filter(holder -> holder.holds(address)).forEach(found::add);
            slice = older(slice.get(slice.size() - 1).id);
        }
        return found;
    }

    /** Returns the next rows after an id that are older than the index. */
    private List<Holder> older(long id) {
        return database.list(SELECT + """
                 WHERE v.address_hash IS NULL AND v.id > ?
                   AND (v.address IS NOT NULL OR v.prefilled_address IS NOT NULL)
                 ORDER BY v.id
                 LIMIT ?
                """, this::holder, id, SLICE);
    }

    /** Returns a row as it is now. */
    Optional<Holder> find(long id) {
        return database.one(SELECT + " WHERE v.id = ?", this::holder, id);
    }

    private Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                row.getLong("id"),
                row.getInt("version"),
                row.getBoolean("solved"),
                address(row, "address"),
                address(row, "prefilled_address"));
    }

    /** Reads an address without the white space around its values, which an older pre-filled one may have. */
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
