package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Client;
import dev.challenger.client.ClientStore;
import dev.challenger.client.Credentials;
import dev.challenger.client.DeclaredClients;
import dev.challenger.client.Registered;
import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The table {@code validation}, for {@link ValidationStore}: finds a validation with its client by one of its secrets. */
final class LookupStore {
    private final Database database;
    private final AddressPolicy policy;
    private final DeclaredClients declared;

    LookupStore(Database database, AddressPolicy policy, DeclaredClients declared) {
        this.database = database;
        this.policy = policy;
        this.declared = declared;
    }

    Optional<Validation> find(By by, Hash hash, Instant now) {
        String type = policy.type().toString();
        return switch (by) {
            case NONCE ->
                find(
                        "nonce_hash = ? AND v.expires_at > ? AND COALESCE(v.address_type, ?) = ?",
                        hash.bytes(),
                        now,
                        type,
                        type);
            case EXPIRED_NONCE -> find("nonce_hash = ? AND COALESCE(v.address_type, ?) = ?", hash.bytes(), type, type);
            case TOKEN -> find("token_hash = ? AND v.token_expires_at > ?", hash.bytes(), now);
        };
    }

    /**
     * Finds the validation with a code, and authenticates its client in the same statement: its secrets are in the table, unless
     * the client is declared in the settings. A code that was redeemed is found whenever it is presented again, since that must
     * revoke the token. Other codes that have expired are not found, so that they cost as many statements as unknown ones.
     *
     * @return empty if the credentials are wrong, or the client has no such code
     */
    Optional<Validation> findRedeemable(Hash code, Credentials client, Instant now) {
        Optional<Registered> known = declared.find(client.id());
        return find(
                """
                code_hash = ? AND v.purge_at > ? AND (v.code_redeemed OR v.code_expires_at > ?) AND v.client_id = ?
                   AND (? OR ? AND (? IN (c.secret_hash, c.old_secret_hash) OR ? IN (c.secret_hash, c.old_secret_hash)))
                """,
                code.bytes(),
                now,
                now,
                client.id(),
                known.filter(one -> one.has(client)).isPresent(),
                known.isEmpty(),
                client.secret().bytes(),
                client.decoded().bytes());
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
}
