package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressType;
import dev.challenger.db.Database;
import dev.challenger.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code validation}, for statements by client. */
final class OrderStore {
    private final Database database;
    private final AddressType type;
    private final AddressHashes hashes;

    /** @param type of the addresses that are validated */
    OrderStore(Database database, AddressType type, AddressHashes hashes) {
        this.database = database;
        this.type = type;
        this.hashes = hashes;
    }

    /**
     * Inserts a new validation and returns its id. If there is one with the same nonce already, returns the id of that.
     *
     * @param purgeAt when it is deleted unless it changes before
     */
    long insert(Validation validation, Instant purgeAt) {
        return database.insert(
                """
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, address_type, prefilled_address,
                                        address_hash, prefilled_hash, read_only, changes_left, tans_issued, pushed, language,
                                        redirect_uri, state, code_challenge, code_challenge_method, form_post)
                VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)
                """,
                ValidationRow.all(
                        new @Nullable Object[] {
                            validation.client().id(),
                            validation.nonceHash().bytes(),
                            validation.expiresAt(),
                            purgeAt,
                            type.toString(),
                            json(validation.prefilled()),
                            hashes.entry(validation.prefilled(), validation.expiresAt()),
                            validation.readOnly(),
                            validation.changesLeft(),
                            validation.tans().issued(),
                            validation.authorization().pushed(),
                            ValidationRow.value(validation.language())
                        },
                        ValidationRow.values(validation.authorization())));
    }

    /** Counts the validations of a client. Reads an index entry for each. */
    long count(long clientId) {
        return database.one("""
                SELECT COUNT(*) AS number
                  FROM validation
                 WHERE client_id = ?
                """, row -> row.getLong("number"), clientId).orElseThrow();
    }

    /** Deletes some validations of a client. Returns the number of deleted rows. */
    int delete(long clientId, int atMost) {
        return database.update("""
                DELETE FROM validation
                 WHERE client_id = ?
                 LIMIT ?
                """, clientId, atMost);
    }

    private static @Nullable String json(@Nullable Address address) {
        return address == null ? null : Json.write(address.fields());
    }
}
