package dev.challenger.mfa;

import dev.challenger.db.Database;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@link TanChallenge} from a row of the table {@code tan_challenge}, for {@link ChallengeStore}. */
final class ChallengeRow {
    private ChallengeRow() {}

    static TanChallenge read(ResultSet row) throws SQLException {
        TanChannel channel = TanChannel.parse(row.getString("channel")).orElseThrow();
        return new TanChallenge(
                row.getLong("id"),
                row.getInt("version"),
                row.getLong("client_id"),
                new Origin(Hash.stored(row.getBytes("salt")), row.getInt("key_id")),
                Database.instant(row, "expires_at"),
                new Bound(
                        row.getString("instance"),
                        row.getString("operation"),
                        channel,
                        channel.stored(row.getString("address")),
                        Hash.stored(row.getBytes("binding"))),
                language(row),
                new Tans(row.getInt("tans_issued"), tan(row)),
                row.getInt("transmissions"),
                Database.nullableInstant(row, "opens_until"),
                row.getBoolean("used"));
    }

    private static @Nullable Language language(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("language"))
                .flatMap(Language::parse)
                .orElse(null);
    }

    static @Nullable String tag(TanChallenge challenge) {
        Language language = challenge.language();
        return language == null ? null : language.tag();
    }

    private static @Nullable SentTan tan(ResultSet row) throws SQLException {
        Instant expiresAt = Database.nullableInstant(row, "tan_expires_at");
        return expiresAt == null
                ? null
                : new SentTan(
                        row.getInt("key_id"),
                        row.getInt("attempts_left"),
                        Database.instant(row, "resend_at"),
                        expiresAt,
                        Database.instant(row, "tan_ends_at"));
    }
}
