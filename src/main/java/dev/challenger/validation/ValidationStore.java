package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Credentials;
import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Rows.Change;
import dev.challenger.db.Slices;
import dev.challenger.secret.Hash;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code validation}. Rows change only through {@link #change}, by compare-and-set in two statements. */
public final class ValidationStore {
    private final Database database;
    private final AddressPolicy policy;

    public ValidationStore(Database database, AddressPolicy policy) {
        this.database = database;
        this.policy = policy;
    }

    /** The secrets by which a validation is found. */
    public enum By {
        /**
         * Finds a validation until its nonce expires, if it was ordered for the address type of this node. A row without a
         * type is older than the column and belongs to nodes of every type.
         */
        NONCE("nonce_hash = ? AND v.expires_at > ? AND COALESCE(v.address_type, ?) = ?"),
        /** Finds a validation until its token expires. */
        TOKEN("token_hash = ? AND v.token_expires_at > ?");

        private final String condition;

        By(String condition) {
            this.condition = condition;
        }
    }

    /** Inserts a new validation and returns its id. */
    long insert(Validation validation) {
        return database.insert(
                """
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, address_type, prefilled_address,
                                        read_only, changes_left, tans_issued, pushed,
                                        redirect_uri, state, code_challenge, code_challenge_method)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                values(
                        new @Nullable Object[] {
                            validation.client().id(),
                            validation.nonceHash().bytes(),
                            validation.expiresAt(),
                            validation.purgeAt(),
                            policy.type().toString(),
                            json(validation.prefilled()),
                            validation.readOnly(),
                            validation.changesLeft(),
                            validation.tans().issued(),
                            validation.authorization().pushed()
                        },
                        ValidationRow.values(validation.authorization())));
    }

    public Optional<Validation> find(By by, Hash hash, Instant now) {
        String type = policy.type().toString();
        Object[] arguments =
                by == By.NONCE ? new Object[] {hash.bytes(), now, type, type} : new Object[] {hash.bytes(), now};
        return find(by.condition, arguments);
    }

    private Optional<Validation> find(String condition, Object... arguments) {
        return database.one("""
                SELECT v.id, v.version, v.nonce_hash, v.expires_at, v.address_type, v.prefilled_address, v.read_only,
                       v.redirect_uri, v.state, v.code_challenge, v.code_challenge_method, v.pushed,
                       v.changes_left, v.hand_overs_failed, v.tans_issued, v.address, v.transmissions_left, v.resend_at,
                       v.tan_key_id, v.attempts_left, v.tan_expires_at,
                       COALESCE(GREATEST(v.tan_ends_at, v.tan_expires_at), v.tan_expires_at) AS tan_ends_at,
                       v.code_hash, v.code_key_id, v.code_expires_at, v.code_redeemed, v.address_expires_at, v.erase_at,
                       v.token_hash, v.token_expires_at,
                       c.id AS client_id, c.name AS client_name, c.redirect_uri AS client_redirect_uri,
                       c.require_pkce AS client_require_pkce
                  FROM validation v
                  JOIN client c ON c.id = v.client_id
                 WHERE v.\
                """ + condition, row -> ValidationRow.read(row, policy), arguments);
    }

    /** @throws Problem code 9755 if no validation has this nonce, or it has expired */
    Validation get(Hash nonce, Instant now) {
        return find(By.NONCE, nonce, now).orElseThrow(ValidationStore::unknown);
    }

    /**
     * Changes the validation with this nonce, as {@link Rows#update}.
     *
     * @throws Problem code 9755 as {@link #get}; code 55 as {@link Rows#update}; the problems of the decision
     */
    <C extends Change<Validation>> C change(Hash nonce, Instant now, Function<Validation, C> decision) {
        return change(By.NONCE, nonce, now, decision).orElseThrow(ValidationStore::unknown);
    }

    /**
     * Changes a validation, as {@link Rows#update}.
     *
     * @return the decision; empty if there is no such validation
     * @throws Problem code 55 as {@link Rows#update}; the problems of the decision
     */
    public <C extends Change<Validation>> Optional<C> change(
            By by, Hash hash, Instant now, Function<Validation, C> decision) {
        return Rows.update(() -> find(by, hash, now), decision, this::update);
    }

    /**
     * Changes the validation with this code, as {@link Rows#update}. One statement reads it and authenticates the client. A
     * code that was redeemed is found whenever it is presented again, since that must revoke the token. Other codes that have
     * expired are not found, so that they cost as many statements as unknown ones.
     *
     * @return the decision; empty if the credentials are wrong, or the client has no such code
     * @throws Problem code 55 as {@link Rows#update}; the problems of the decision
     */
    public <C extends Change<Validation>> Optional<C> redeem(
            Hash code, Credentials client, Instant now, Function<Validation, C> decision) {
        byte[] secret = client.secret().bytes();
        byte[] decoded = client.decoded().bytes();
        return Rows.update(
                () -> find("""
                        code_hash = ? AND v.purge_at > ? AND (v.code_redeemed OR v.code_expires_at > ?)
                   AND c.id = ? AND (c.secret_hash IN (?, ?) OR c.old_secret_hash IN (?, ?))
                """, code.bytes(), now, now, client.id(), secret, decoded, secret, decoded),
                decision,
                this::update);
    }

    private void update(Validation validation) {
        Rows.requireOne(database.update(
                """
                UPDATE validation
                   SET version = version + 1, purge_at = ?, changes_left = ?, hand_overs_failed = ?, tans_issued = ?,
                       redirect_uri = ?, state = ?, code_challenge = ?, code_challenge_method = ?,
                       address = ?, transmissions_left = ?,
                       tan_key_id = ?, attempts_left = ?, resend_at = ?, tan_expires_at = ?, tan_ends_at = ?,
                       code_hash = ?, code_key_id = ?, code_expires_at = ?, code_redeemed = ?,
                       address_expires_at = ?, erase_at = ?,
                       token_hash = ?, token_expires_at = ?
                 WHERE id = ? AND version = ?
                """,
                values(
                        new @Nullable Object[] {
                            validation.purgeAt(),
                            validation.changesLeft(),
                            validation.handOversFailed(),
                            validation.tans().issued()
                        },
                        ValidationRow.values(validation.authorization()),
                        ValidationRow.values(validation.destination()),
                        ValidationRow.values(validation.tans().sent()),
                        ValidationRow.values(validation.grant()),
                        new @Nullable Object[] {validation.id(), validation.version()})));
    }

    private static @Nullable Object[] values(@Nullable Object[]... groups) {
        return Stream.of(groups).flatMap(Stream::of).toArray();
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
                   SET version = version + 1, address = NULL, prefilled_address = NULL, erase_at = NULL
                 WHERE erase_at <= ?
                 ORDER BY erase_at
                 LIMIT ?
                """, now, atMost);
    }

    private static @Nullable String json(@Nullable Address address) {
        return address == null ? null : Json.write(address.fields());
    }

    /** The same refusal for all unknown, expired and hidden validations. */
    static Problem unknown() {
        return new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN);
    }
}
