package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.limit.Stop.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code breaker} and {@code breaker_destination}, which all nodes share. */
final class BreakerStore {
    private final Database database;

    BreakerStore(Database database) {
        this.database = database;
    }

    /**
     * Counts one more message to a destination.
     *
     * @param countsAfter the start of the current window; a destination whose first message is older starts a new count
     */
    void add(byte[] area, byte[] destination, Instant countsAfter, Instant now, Instant purgeAt) {
        // MariaDB evaluates assignments from left to right, so all but the first see the new number of messages.
        Rows.again(() -> database.update("""
                INSERT INTO breaker_destination (area, destination, messaged_at, messages, entered, purge_at)
                VALUES (?, ?, ?, 1, FALSE, ?)
                ON DUPLICATE KEY UPDATE
                    messages = IF(messaged_at > ?, messages + 1, 1),
                    entered = entered AND messages > 1,
                    messaged_at = IF(messages > 1, messaged_at, VALUES(messaged_at)),
                    purge_at = IF(messages > 1, purge_at, VALUES(purge_at))
                """, area, destination, now, purgeAt, countsAfter));
    }

    /** Removes one message of a destination from the count. */
    void subtract(byte[] area, byte[] destination) {
        Rows.again(() -> database.update("""
                UPDATE breaker_destination
                   SET messages = messages - 1
                 WHERE area = ? AND destination = ? AND messages > 0
                """, area, destination));
    }

    void enter(byte[] area, byte[] destination) {
        Rows.again(() -> database.update("""
                UPDATE breaker_destination
                   SET entered = TRUE
                 WHERE area = ? AND destination = ?
                """, area, destination));
    }

    /** Counts the newest destinations whose first message was later than one time and not later than the other. */
    Tally count(byte[] area, Instant after, Instant notAfter, int atMost) {
        return database.one(
                        """
                        SELECT COUNT(*) AS messaged, COALESCE(SUM(entered), 0) AS entered
                          FROM (SELECT entered
                                  FROM breaker_destination
                                 WHERE area = ? AND messaged_at > ? AND messaged_at <= ? AND messages > 0
                                 ORDER BY messaged_at DESC
                                 LIMIT ?) newest
                        """,
                        row -> new Tally(row.getInt("messaged"), row.getInt("entered")),
                        area,
                        after,
                        notAfter,
                        atMost)
                .orElseThrow();
    }

    /** Inserts a stop. Returns false if the area is stopped already, so that only one of several nodes gets true. */
    boolean open(Stop stop, Instant purgeAt) {
        Rows.again(() -> database.update("""
                DELETE FROM breaker
                 WHERE area = ? AND closes_at <= ?
                """, stop.area(), stop.openedAt()));
        return Rows.again(() -> database.update(
                        """
                        INSERT IGNORE INTO breaker (area, opened_at, closes_at, messaged, entered, purge_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                        stop.area(),
                        stop.openedAt(),
                        stop.closesAt(),
                        stop.tally().messaged(),
                        stop.tally().entered(),
                        purgeAt))
                == 1;
    }

    /** Finds the newest stop of an area, which may have ended. */
    Optional<Stop> find(String area) {
        return database.one("""
                SELECT area, opened_at, closes_at, messaged, entered
                  FROM breaker
                 WHERE area = ?
                """, BreakerStore::read, area);
    }

    /** Returns the stops that have not ended, sorted by area. */
    List<Stop> list(Instant now) {
        return database.list("""
                SELECT area, opened_at, closes_at, messaged, entered
                  FROM breaker
                 WHERE closes_at > ?
                 ORDER BY area
                """, BreakerStore::read, now);
    }

    private static Stop read(ResultSet row) throws SQLException {
        return new Stop(
                row.getString("area"),
                Database.instant(row, "opened_at"),
                Database.instant(row, "closes_at"),
                new Tally(row.getInt("messaged"), row.getInt("entered")));
    }

    /** Ends the stop of an area. Returns false if there is none, or it has ended. */
    boolean close(String area, Instant now) {
        return Rows.again(() -> database.update("""
                        UPDATE breaker
                           SET closes_at = ?
                         WHERE area = ? AND closes_at > ?
                        """, now, area, now)) == 1;
    }

    /** Deletes some expired destinations. Returns the number of deleted rows. */
    int deleteDestinations(Instant now, int atMost) {
        return database.update("""
                DELETE FROM breaker_destination
                 WHERE purge_at <= ?
                 ORDER BY purge_at
                 LIMIT ?
                """, now, atMost);
    }

    /** Deletes some expired stops. Returns the number of deleted rows. */
    int deleteStops(Instant now, int atMost) {
        return database.update("""
                DELETE FROM breaker
                 WHERE purge_at <= ?
                 ORDER BY purge_at
                 LIMIT ?
                """, now, atMost);
    }
}
