package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Client;
import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import dev.challenger.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Validation} from a row that {@link ValidationStore} selected. */
final class ValidationRow {
    private ValidationRow() {}

    static Validation read(ResultSet row, AddressPolicy policy) throws SQLException {
        return new Validation(
                row.getLong("id"),
                row.getInt("version"),
                Hash.stored(row.getBytes("nonce_hash")),
                new Client(
                        row.getLong("client_id"),
                        row.getString("client_name"),
                        row.getString("client_redirect_uri"),
                        row.getBoolean("client_require_pkce")),
                Database.instant(row, "expires_at"),
                address(row, "prefilled_address", policy),
                row.getBoolean("read_only"),
                authorization(row),
                row.getInt("changes_left"),
                row.getInt("tans_issued"),
                destination(row, policy),
                grant(row));
    }

    static @Nullable Address address(ResultSet row, String column, AddressPolicy policy) throws SQLException {
        String json = row.getString(column);
        return json == null ? null : new Address(policy, Json.readStrings(json));
    }

    private static Authorization authorization(ResultSet row) throws SQLException {
        byte[] state = row.getBytes("state");
        String challenge = row.getString("code_challenge");
        return new Authorization(
                row.getString("redirect_uri"),
                state == null ? null : new String(state, StandardCharsets.ISO_8859_1),
                challenge == null
                        ? null
                        : new CodeChallenge(
                                challenge,
                                CodeChallenge.Method.parse(row.getString("code_challenge_method"))
                                        .orElseThrow()),
                row.getBoolean("pushed"));
    }

    static byte @Nullable [] stateBytes(Authorization authorization) {
        String state = authorization.state();
        return state == null ? null : state.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Destination destination(ResultSet row, AddressPolicy policy) throws SQLException {
        Address address = address(row, "address", policy);
        return address == null
                ? null
                : new Destination(
                        address,
                        row.getInt("transmissions_left"),
                        Database.nullableInstant(row, "resend_at"),
                        tan(row));
    }

    private static @Nullable SentTan tan(ResultSet row) throws SQLException {
        Instant expiresAt = Database.nullableInstant(row, "tan_expires_at");
        return expiresAt == null ? null : new SentTan(row.getInt("tan_key_id"), row.getInt("attempts_left"), expiresAt);
    }

    private static @Nullable Grant grant(ResultSet row) throws SQLException {
        byte[] codeHash = row.getBytes("code_hash");
        return codeHash == null
                ? null
                : new Grant(
                        Hash.stored(codeHash),
                        row.getInt("code_key_id"),
                        Database.instant(row, "code_expires_at"),
                        row.getBoolean("code_redeemed"),
                        Database.instant(row, "address_expires_at"),
                        Database.nullableInstant(row, "erase_at"),
                        token(row));
    }

    private static Grant.@Nullable Token token(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("token_hash");
        return hash == null ? null : new Grant.Token(Hash.stored(hash), Database.instant(row, "token_expires_at"));
    }
}
