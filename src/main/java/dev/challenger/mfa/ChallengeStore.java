package dev.challenger.mfa;

import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.db.DatabaseException.Violation;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.mfa.TanChallenge.SentTan;
import dev.challenger.secret.Hash;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code tan_challenge} and {@code tan_challenge_use}. Whoever changes a row reads it, decides, and writes by
 * compare-and-set; if somebody was faster, reads and decides again. No transaction is held open.
 */
final class ChallengeStore {
    /** Each lost round means that somebody else changed the row, and a row does not change that often. */
    static final int MAX_ROUNDS = 50;

    private static final String SELECT = """
            SELECT c.id, c.version, c.salt, c.key_id, c.expires_at, c.instance, c.operation, c.channel, c.address,
                   c.binding, c.tans_issued, c.transmissions, c.attempts_left, c.resend_at, c.tan_expires_at,
                   c.opens_until, u.challenge_id IS NOT NULL AS used
              FROM tan_challenge c
              LEFT JOIN tan_challenge_use u ON u.challenge_id = c.id
             WHERE c.\
            """;

    private final Database database;

    ChallengeStore(Database database) {
        this.database = database;
    }

    Optional<TanChallenge> find(long id) {
        return database.one(SELECT + "id = ?", ChallengeStore::read, id);
    }

    /** The unsolved one for this, whether it has expired or not. */
    Optional<TanChallenge> findUnsolved(Hash binding) {
        return database.one(SELECT + "open_binding = ?", ChallengeStore::read, (Object) binding.bytes());
    }

    /** Those there are, in no order. */
    List<TanChallenge> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.list(SELECT + "id IN (" + marks("?", ids.size()) + ")", ChallengeStore::read, ids.toArray());
    }

    /** Begins a challenge; empty if another one was begun for the same thing at the same time. */
    Optional<TanChallenge> insert(TanChallenge challenge) {
        Bound bound = challenge.bound();
        try {
            long id = database.insert(
                    """
                    INSERT INTO tan_challenge (salt, key_id, expires_at, purge_at, instance, operation, channel,
                                               address, binding, tans_issued)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    challenge.origin().salt().bytes(),
                    challenge.origin().keyId(),
                    challenge.expiresAt(),
                    challenge.purgeAt(),
                    bound.instance(),
                    bound.operation(),
                    bound.channel().toString(),
                    bound.address(),
                    bound.binding().bytes(),
                    challenge.tansIssued());
            return Optional.of(challenge.stored(id));
        } catch (Violation | Conflict e) {
            return Optional.empty();
        }
    }

    /**
     * Lets a decision change a challenge.
     *
     * @param read gives the row as it is now
     * @return what was decided, written if it changed anything
     * @throws Problem code 55 if others are faster again and again; what reading and deciding throw
     */
    <C extends Change> C change(Supplier<TanChallenge> read, Function<TanChallenge, C> decision) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            TanChallenge before = read.get();
            C change = decision.apply(before);
            if (change.after().equals(before) || update(change.after())) {
                return change;
            }
        }
        throw new Problem(ErrorCode.GENERIC_DB_SOFT_FAILURE);
    }

    /** False if somebody else changed the row since this version of it was read. */
    boolean update(TanChallenge challenge) {
        SentTan tan = challenge.tan();
        try {
            return database.update(
                            """
                            UPDATE tan_challenge
                               SET version = version + 1, salt = ?, key_id = ?, expires_at = ?, purge_at = ?,
                                   tans_issued = ?, transmissions = ?, attempts_left = ?, resend_at = ?,
                                   tan_expires_at = ?, opens_until = ?
                             WHERE id = ? AND version = ?
                            """,
                            challenge.origin().salt().bytes(),
                            challenge.origin().keyId(),
                            challenge.expiresAt(),
                            challenge.purgeAt(),
                            challenge.tansIssued(),
                            tan == null ? null : tan.transmissions(),
                            tan == null ? null : tan.attemptsLeft(),
                            tan == null ? null : tan.resendAt(),
                            tan == null ? null : tan.expiresAt(),
                            challenge.opensUntil(),
                            challenge.id(),
                            challenge.version())
                    == 1;
        } catch (Conflict e) {
            return false;
        }
    }

    /** Uses up all of these challenges in one statement; false, and none of them, if somebody has used up one already. */
    boolean use(Collection<Long> ids) {
        try {
            database.update(
                    "INSERT INTO tan_challenge_use (challenge_id) VALUES " + marks("(?)", ids.size()),
                    // In one order everywhere, so that two that want the same do not wait for each other.
                    ids.stream().sorted().toArray());
            return true;
        } catch (Violation | Conflict e) {
            return false;
        }
    }

    /** Deletes some of the rows that nothing in is good for anything any more; how many. */
    int deleteExpired(Instant now, int atMost) {
        return database.update("""
                DELETE FROM tan_challenge
                 WHERE purge_at <= ?
                 LIMIT ?
                """, now, atMost);
    }

    /** Deletes some of the rows with an address; how many. */
    int deleteOf(TanChannel channel, String address, int atMost) {
        return database.update("""
                DELETE FROM tan_challenge
                 WHERE channel = ? AND address = ?
                 LIMIT ?
                """, channel.toString(), address, atMost);
    }

    private static String marks(String mark, int count) {
        return String.join(", ", Collections.nCopies(count, mark));
    }

    private static TanChallenge read(ResultSet row) throws SQLException {
        return new TanChallenge(
                row.getLong("id"),
                row.getInt("version"),
                new Origin(Hash.stored(row.getBytes("salt")), row.getInt("key_id")),
                Database.instant(row, "expires_at"),
                new Bound(
                        row.getString("instance"),
                        row.getString("operation"),
                        TanChannel.parse(row.getString("channel")).orElseThrow(),
                        row.getString("address"),
                        Hash.stored(row.getBytes("binding"))),
                row.getInt("tans_issued"),
                tan(row),
                instant(row, "opens_until"),
                row.getBoolean("used"));
    }

    private static @Nullable SentTan tan(ResultSet row) throws SQLException {
        Instant expiresAt = instant(row, "tan_expires_at");
        return expiresAt == null
                ? null
                : new SentTan(
                        row.getInt("transmissions"),
                        row.getInt("attempts_left"),
                        Database.instant(row, "resend_at"),
                        expiresAt);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        row.getLong(column);
        return row.wasNull() ? null : Database.instant(row, column);
    }
}
