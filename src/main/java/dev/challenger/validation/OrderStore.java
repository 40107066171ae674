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

    /** Inserts a new validation and returns its id. */
    long insert(Validation validation) {
        return database.insert(
                """
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, address_type, prefilled_address,
                                        address_hash, prefilled_hash, read_only, changes_left, tans_issued, pushed, language,
                                        redirect_uri, state, code_challenge, code_challenge_method, form_post)
                VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                ValidationRow.all(
                        new @Nullable Object[] {
                            validation.client().id(),
                            validation.nonceHash().bytes(),
                            validation.expiresAt(),
                            validation.purgeAt(),
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

    /**
     * The open validations of a client, which are neither solved nor expired.
     *
     * @param firstExpiry the epoch if there are none
     */
    record Open(int count, Instant firstExpiry) {}

    /** Counts the open validations of a client, up to a number. Reads at most that many index entries. */
    Open open(long clientId, int atMost, Instant now) {
        return database.one(
                        """
                        SELECT COUNT(*) AS number, COALESCE(MIN(expires_at), 0) AS first_expiry
                          FROM (SELECT expires_at
                                  FROM validation
                                 WHERE client_id = ? AND code_hash IS NULL AND expires_at > ?
                                 ORDER BY expires_at
                                 LIMIT ?) open
                        """,
                        row -> new Open(row.getInt("number"), Database.instant(row, "first_expiry")),
                        clientId,
                        now,
                        atMost)
                .orElseThrow();
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
