package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.client.Client;
import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import dev.challenger.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps the columns of the table {@code validation} to a {@link Validation} and back, for {@link ValidationStore}. */
final class ValidationRow {
    private ValidationRow() {}

    static Validation read(ResultSet row, Client client, AddressPolicy policy) throws SQLException {
        return new Validation(
                row.getLong("id"),
                row.getInt("version"),
                Hash.stored(row.getBytes("nonce_hash")),
                client,
                Database.instant(row, "expires_at"),
                address(row, "prefilled_address", policy),
                row.getBoolean("read_only"),
                authorization(row),
                language(row),
                row.getInt("changes_left"),
                row.getInt("hand_overs_failed"),
                destination(row, policy),
                tans(row),
                grant(row));
    }

    /** @param policy for the type of rows that have none, which are older than that column */
    static @Nullable Address address(ResultSet row, String column, AddressPolicy policy) throws SQLException {
        String json = row.getString(column);
        String type = row.getString("address_type");
        AddressPolicy ordered =
                type == null ? policy : policy.forStored(AddressType.parse(type).orElseThrow());
        return json == null ? null : ordered.stored(Json.readStrings(json));
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
                row.getBoolean("form_post"),
                row.getBoolean("pushed"));
    }

    private static @Nullable Language language(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("language"))
                .flatMap(Language::parse)
                .orElse(null);
    }

    private static @Nullable Destination destination(ResultSet row, AddressPolicy policy) throws SQLException {
        Address address = address(row, "address", policy);
        return address == null ? null : new Destination(address, row.getInt("transmissions_left"));
    }

    private static Tans tans(ResultSet row) throws SQLException {
        Instant expiresAt = Database.nullableInstant(row, "tan_expires_at");
        // Erasing an address leaves the columns of its TAN.
        SentTan sent = expiresAt == null || row.getString("address") == null ? null : sentTan(row, expiresAt);
        return new Tans(row.getInt("tans_issued"), sent);
    }

    private static SentTan sentTan(ResultSet row, Instant expiresAt) throws SQLException {
        return new SentTan(
                row.getInt("tan_key_id"),
                row.getInt("attempts_left"),
                Database.instant(row, "resend_at"),
                expiresAt,
                Database.instant(row, "tan_ends_at"));
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

    /** Returns the value of language. */
    static @Nullable String value(@Nullable Language language) {
        return language == null ? null : language.tag();
    }

    /** Returns the values of redirect_uri, state, code_challenge, code_challenge_method and form_post. */
    static @Nullable Object[] values(Authorization authorization) {
        String state = authorization.state();
        CodeChallenge challenge = authorization.challenge();
        return new @Nullable Object[] {
            authorization.redirectUri(),
            state == null ? null : state.getBytes(StandardCharsets.ISO_8859_1),
            challenge == null ? null : challenge.value(),
            challenge == null ? null : challenge.method().toString(),
            authorization.formPost()
        };
    }

    /** Returns the values of address and transmissions_left. */
    static @Nullable Object[] values(@Nullable Destination to) {
        return to == null
                ? new @Nullable Object[2]
                : new @Nullable Object[] {Json.write(to.address().fields()), to.transmissionsLeft()};
    }

    /** Returns the values of tan_key_id, attempts_left, resend_at, tan_expires_at and tan_ends_at. */
    static @Nullable Object[] values(@Nullable SentTan tan) {
        return tan == null
                ? new @Nullable Object[5]
                : new @Nullable Object[] {tan.keyId(), tan.attemptsLeft(), tan.resendAt(), tan.expiresAt(), tan.endsAt()
                };
    }

    /**
     * Returns the values of code_hash, code_key_id, code_expires_at, code_redeemed, address_expires_at, erase_at, token_hash
     * and token_expires_at.
     */
    static @Nullable Object[] values(@Nullable Grant grant) {
        if (grant == null) {
            return new @Nullable Object[] {null, null, null, false, null, null, null, null};
        }
        Grant.Token token = grant.token();
        return new @Nullable Object[] {
            grant.codeHash().bytes(),
            grant.codeKeyId(),
            grant.codeExpiresAt(),
            grant.redeemed(),
            grant.addressExpiresAt(),
            grant.eraseAt(),
            token == null ? null : token.hash().bytes(),
            token == null ? null : token.expiresAt()
        };
    }

    /** Returns all values of these groups. */
    static @Nullable Object[] all(@Nullable Object[]... groups) {
        return Stream.of(groups).flatMap(Stream::of).toArray();
    }
}
