package dev.challenger.statistics;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table {@code statistic}. All nodes add to the same rows. */
final class StatisticStore {
    private final Database database;

    StatisticStore(Database database) {
        this.database = database;
    }

    /** Adds counts to those that are there, in one statement. */
    void add(List<Total> totals) {
        Object[] values = totals.stream()
                .flatMap(total -> Stream.of(
                        total.hourAt(),
                        total.kind().toString(),
                        total.channel(),
                        total.name(),
                        total.subject(),
                        total.count()))
                .toArray();
        String rows = String.join(", ", Collections.nCopies(totals.size(), "(?, ?, ?, ?, ?, ?)"));
        Rows.again(() -> database.update("""
                INSERT INTO statistic (hour_at, kind, channel, name, subject, total)
                VALUES \
                """ + rows + """

                ON DUPLICATE KEY UPDATE total = total + VALUE(total)
                """, values));
    }

    /** Returns the sums of the hours from a time until before another. */
    List<Total> sums(Instant from, Instant to) {
        return database.list(
                """
                SELECT kind, channel, name, subject, CAST(SUM(total) AS SIGNED) AS total
                  FROM statistic
                 WHERE hour_at >= ? AND hour_at < ?
                 GROUP BY kind, channel, name, subject
                """,
                row -> new Total(
                        from,
                        Kind.of(row.getString("kind")),
                        row.getString("channel"),
                        row.getString("name"),
                        row.getString("subject"),
                        row.getLong("total")),
                from,
                to);
    }

    /** Returns the sums of one name since a time, by subject. */
    Map<String, Long> sums(Kind kind, String name, Instant since) {
        Map<String, Long> sums = new HashMap<>();
        database.list(
                        """
                SELECT subject, CAST(SUM(total) AS SIGNED) AS total
                  FROM statistic
                 WHERE hour_at >= ? AND kind = ? AND name = ?
                 GROUP BY subject
                """,
                        row -> Map.entry(row.getString("subject"), row.getLong("total")),
                        since,
                        kind.toString(),
                        name)
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
        return sums;
    }

    /** Deletes some counts of hours before a time. Returns the number of deleted rows. */
    int deleteBefore(Instant hour, int atMost) {
        return database.update("""
                DELETE FROM statistic
                 WHERE hour_at < ?
                 ORDER BY hour_at
                 LIMIT ?
                """, hour, atMost);
    }
}
