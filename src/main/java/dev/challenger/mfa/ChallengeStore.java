package dev.challenger.mfa;

import dev.challenger.address.AddressHashes;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.db.DatabaseException.Violation;
import dev.challenger.db.Rows;
import dev.challenger.db.Rows.Change;
import dev.challenger.db.Sql;
import dev.challenger.limit.Claimed;
import dev.challenger.limit.Counting;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tables {@code tan_challenge} and {@code tan_challenge_use}. Rows change by compare-and-set, see {@link Rows}. */
final class ChallengeStore {
    private static final String SELECT = """
            SELECT c.id, c.version, c.client_id, c.salt, c.key_id, c.expires_at, c.instance, c.operation, c.channel,
                   c.address, c.binding, c.language, c.tans_issued, c.transmissions, c.attempts_left, c.resend_at, c.tan_expires_at,
                   COALESCE(GREATEST(c.tan_ends_at, c.tan_expires_at), c.tan_expires_at) AS tan_ends_at,
                   c.opens_until, u.challenge_id IS NOT NULL AS used
              FROM tan_challenge c
              LEFT JOIN tan_challenge_use u ON u.challenge_id = c.id
             WHERE c.\
            """;

    private final Database database;
    private final AddressHashes hashes;

    ChallengeStore(Database database, AddressHashes hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    Optional<TanChallenge> find(long id) {
        return database.one(SELECT + "id = ?", ChallengeRow::read, id);
    }

    /** Returns the unsolved challenge with this binding, also if it has expired. */
    Optional<TanChallenge> findUnsolved(Hash binding) {
        return database.one(SELECT + "open_binding = ?", ChallengeRow::read, (Object) binding.bytes());
    }

    /** Returns the challenges with these ids, in no particular order. */
    List<TanChallenge> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.list(SELECT + "id IN (" + marks("?", ids.size()) + ")", ChallengeRow::read, ids.toArray());
    }

    /**
     * Inserts a new challenge.
     *
     * @param client that demands it; 0 for the application in which the filter runs
     * @return the challenge with its id
     * @throws Conflict if another request inserted an unsolved challenge with the same binding first
     */
    TanChallenge insert(long client, TanChallenge challenge) {
        Bound bound = challenge.bound();
        try {
            long id = database.insert(
                    """
                    INSERT INTO tan_challenge (client_id, salt, key_id, expires_at, purge_at, instance, operation,
                                               channel, address, address_hash, binding, language, tans_issued)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    client,
                    challenge.origin().salt().bytes(),
                    challenge.origin().keyId(),
                    challenge.expiresAt(),
                    challenge.purgeAt(),
                    bound.instance(),
                    bound.operation(),
                    bound.channel().toString(),
                    bound.channel().text(bound.address()),
                    hashes.entry(bound.address(), challenge.expiresAt()),
                    bound.binding().bytes(),
                    ChallengeRow.tag(challenge),
                    challenge.tans().issued());
            return challenge.ofClient(client).stored(id);
        } catch (Violation taken) {
            throw Conflict.inserted(taken);
        }
    }

    /** Changes the challenge that {@code read} returns, as {@link Rows#update}. */
    <C extends Change<TanChallenge>> C change(Supplier<TanChallenge> read, Function<TanChallenge, C> decision) {
        return Rows.update(() -> Optional.of(read.get()), decision, this::update)
                .orElseThrow();
    }

    /**
     * Claims the sending of a TAN, as {@link #change}, and counts the message in the same transaction. If a budget refuses the message,
     * nothing changes.
     *
     * @param counting returns the message that is sent for a challenge as it is to be written
     */
    <C extends Change<TanChallenge>> Claimed<C> claim(
            Supplier<TanChallenge> read,
            Function<TanChallenge, C> decision,
            Function<TanChallenge, Counting> counting) {
        return Claimed.update(
                        () -> Optional.of(read.get()),
                        decision,
                        after -> counting.apply(after).with(database, sql(after)))
                .orElseThrow();
    }

    /**
     * Writes a challenge.
     *
     * @throws Conflict if the row was changed since this version of it was read
     */
    void update(TanChallenge challenge) {
        Sql update = sql(challenge);
        Rows.requireOne(database.update(update.text(), update.arguments()));
    }

    private Sql sql(TanChallenge challenge) {
        SentTan tan = challenge.tans().sent();
        return new Sql(
                """
                UPDATE tan_challenge
                   SET version = version + 1, salt = ?, key_id = ?, expires_at = ?, purge_at = ?, language = ?,
                       tans_issued = ?, transmissions = ?, attempts_left = ?, resend_at = ?,
                       tan_expires_at = ?, tan_ends_at = ?, opens_until = ?, address_hash = ?
                 WHERE id = ? AND version = ?
                """,
                challenge.origin().salt().bytes(),
                challenge.origin().keyId(),
                challenge.expiresAt(),
                challenge.purgeAt(),
                ChallengeRow.tag(challenge),
                challenge.tans().issued(),
                tan == null ? null : challenge.transmissions(),
                tan == null ? null : tan.attemptsLeft(),
                tan == null ? null : tan.resendAt(),
                tan == null ? null : tan.expiresAt(),
                tan == null ? null : tan.endsAt(),
                challenge.opensUntil(),
                hashes.entry(challenge.bound().address(), challenge.expiresAt()),
                challenge.id(),
                challenge.version());
    }

    /**
     * Uses up all of these challenges in one statement.
     *
     * @throws Conflict if one of them is used up already; then none is
     */
    void use(Collection<Long> ids) {
        try {
            database.update(
                    "INSERT INTO tan_challenge_use (challenge_id) VALUES " + marks("(?)", ids.size()),
                    // All requests insert in the same order, which avoids deadlocks.
                    ids.stream().sorted().toArray());
        } catch (Violation taken) {
            throw Conflict.inserted(taken);
        }
    }

    /** Deletes some of the expired rows and returns their number. */
    int deleteExpired(Instant now, int atMost) {
        return database.update("""
                DELETE FROM tan_challenge
                 WHERE purge_at <= ?
                 ORDER BY purge_at
                 LIMIT ?
                """, now, atMost);
    }

    static String marks(String mark, int count) {
        return String.join(", ", Collections.nCopies(count, mark));
    }
}
