package dev.challenger.validation;

import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Client;
import dev.challenger.client.ClientStore;
import dev.challenger.client.Credentials;
import dev.challenger.client.DeclaredClients;
import dev.challenger.client.Registered;
import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Rows.Change;
import dev.challenger.db.Sql;
import dev.challenger.limit.Claimed;
import dev.challenger.limit.Counting;
import dev.challenger.secret.Hash;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code validation}. Rows change only through {@link #change}, by compare-and-set in two statements. */
public final class ValidationStore {
    private final Database database;
    private final AddressPolicy policy;
    private final AddressHashes hashes;
    private final DeclaredClients declared;

    public ValidationStore(Database database, AddressPolicy policy, AddressHashes hashes, DeclaredClients declared) {
        this.database = database;
        this.declared = declared;
        this.policy = policy;
        this.hashes = hashes;
    }

    /** The secrets by which a validation is found. */
    public enum By {
        /**
         * Finds a validation until its nonce expires, if it was ordered for the address type of this node. A row without a
         * type is older than the column and belongs to nodes of every type.
         */
        NONCE("nonce_hash = ? AND v.expires_at > ? AND COALESCE(v.address_type, ?) = ?"),
        /** Finds a validation until it is purged, as {@link #NONCE} otherwise: only to lead a person back. */
        EXPIRED_NONCE("nonce_hash = ? AND COALESCE(v.address_type, ?) = ?"),
        /** Finds a validation until its token expires. */
        TOKEN("token_hash = ? AND v.token_expires_at > ?");

        private final String condition;

        By(String condition) {
            this.condition = condition;
        }
    }

    public Optional<Validation> find(By by, Hash hash, Instant now) {
        String type = policy.type().toString();
        return switch (by) {
            case NONCE -> find(by.condition, hash.bytes(), now, type, type);
            case EXPIRED_NONCE -> find(by.condition, hash.bytes(), type, type);
            case TOKEN -> find(by.condition, hash.bytes(), now);
        };
    }

    private Optional<Validation> find(String condition, Object... arguments) {
        return database.one("""
                SELECT v.id, v.version, v.nonce_hash, v.expires_at, v.address_type, v.prefilled_address, v.read_only,
                       v.redirect_uri, v.state, v.code_challenge, v.code_challenge_method, v.form_post, v.pushed, v.language,
                       v.changes_left, v.hand_overs_failed, v.tans_issued, v.address, v.transmissions_left, v.resend_at,
                       v.tan_key_id, v.attempts_left, v.tan_expires_at,
                       COALESCE(GREATEST(v.tan_ends_at, v.tan_expires_at), v.tan_expires_at) AS tan_ends_at,
                       v.code_hash, v.code_key_id, v.code_expires_at, v.code_redeemed, v.address_expires_at, v.erase_at,
                       v.token_hash, v.token_expires_at,
                       v.client_id, c.id AS registered_id, c.name AS client_name, c.redirect_uri AS client_redirect_uri,
                       c.further_uris AS client_further_uris, c.require_pkce AS client_require_pkce,
                       c.direct AS client_direct
                  FROM validation v
                  LEFT JOIN client c ON c.id = v.client_id
                 WHERE v.\
                """ + condition, this::read, arguments).flatMap(Function.identity());
    }

    /** Returns empty if the client was deleted just when it ordered the validation. */
    private Optional<Validation> read(ResultSet row) throws SQLException {
        Optional<Client> client = declared.find(row.getLong("client_id")).map(Registered::client);
        if (client.isEmpty() && row.getString("registered_id") != null) {
            client = Optional.of(ClientStore.client(row));
        }
        return client.isPresent() ? Optional.of(ValidationRow.read(row, client.get(), policy)) : Optional.empty();
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
     * Claims the transmission of a message, as {@link #change}, and counts the message in the same transaction.
     *
     * @param counting returns the message that is sent for a row as it is to be written
     */
    <C extends Change<Validation>> Claimed<C> claim(
            Hash nonce, Instant now, Function<Validation, C> decision, Function<Validation, Counting> counting) {
        return Claimed.update(
                        () -> find(By.NONCE, nonce, now),
                        decision,
                        after -> counting.apply(after).with(database, sql(after)))
                .orElseThrow(ValidationStore::unknown);
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
     * Changes the validation with this code, as {@link Rows#update}. One statement reads it and authenticates the client,
     * whose secrets are in the table unless the client is declared in the settings. A
     * code that was redeemed is found whenever it is presented again, since that must revoke the token. Other codes that have
     * expired are not found, so that they cost as many statements as unknown ones.
     *
     * @return the decision; empty if the credentials are wrong, or the client has no such code
     * @throws Problem code 55 as {@link Rows#update}; the problems of the decision
     */
    public <C extends Change<Validation>> Optional<C> redeem(
            Hash code, Credentials client, Instant now, Function<Validation, C> decision) {
        Optional<Registered> known = declared.find(client.id());
        String condition = """
                code_hash = ? AND v.purge_at > ? AND (v.code_redeemed OR v.code_expires_at > ?) AND v.client_id = ?
                   AND (? OR ? AND (? IN (c.secret_hash, c.old_secret_hash) OR ? IN (c.secret_hash, c.old_secret_hash)))
                """;
        return Rows.update(
                () -> find(
                        condition,
                        code.bytes(),
                        now,
                        now,
                        client.id(),
                        known.filter(one -> one.has(client)).isPresent(),
                        known.isEmpty(),
                        client.secret().bytes(),
                        client.decoded().bytes()),
                decision,
                this::update);
    }

    private void update(Validation validation) {
        Sql update = sql(validation);
        Rows.requireOne(database.update(update.text(), update.arguments()));
    }

    private Sql sql(Validation validation) {
        Destination to = validation.destination();
        return new Sql(
                """
                UPDATE validation
                   SET version = version + 1, purge_at = ?, language = ?, changes_left = ?, hand_overs_failed = ?, tans_issued = ?,
                       redirect_uri = ?, state = ?, code_challenge = ?, code_challenge_method = ?, form_post = ?,
                       address = ?, transmissions_left = ?, address_hash = IF(address_hash IS NULL, NULL, ?),
                       tan_key_id = ?, attempts_left = ?, resend_at = ?, tan_expires_at = ?, tan_ends_at = ?,
                       code_hash = ?, code_key_id = ?, code_expires_at = ?, code_redeemed = ?,
                       address_expires_at = ?, erase_at = ?,
                       token_hash = ?, token_expires_at = ?
                 WHERE id = ? AND version = ?
                """,
                ValidationRow.all(
                        new @Nullable Object[] {
                            validation.purgeAt(),
                            ValidationRow.value(validation.language()),
                            validation.changesLeft(),
                            validation.handOversFailed(),
                            validation.tans().issued()
                        },
                        ValidationRow.values(validation.authorization()),
                        ValidationRow.values(to),
                        new @Nullable Object[] {hashes.entry(to == null ? null : to.address(), validation.expiresAt())},
                        ValidationRow.values(validation.tans().sent()),
                        ValidationRow.values(validation.grant()),
                        new @Nullable Object[] {validation.id(), validation.version()}));
    }

    /** The same refusal for all unknown, expired and hidden validations. */
    static Problem unknown() {
        return new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN);
    }
}
