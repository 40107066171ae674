package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The table {@code budget}. One upsert counts one message in all its budgets, so that all nodes share the counts. */
final class BudgetStore {
    private final Database database;

    BudgetStore(Database database) {
        this.database = database;
    }

    /**
     * A count of messages.
     *
     * @param hidden the HMAC of what is counted
     * @param windowAt the start of the window
     * @param endsAt the end of the window
     */
    record Count(Subject subject, byte[] hidden, Instant windowAt, Instant endsAt) {
        /** Returns the number of messages that rows tell. */
        int in(List<Used> rows) {
            return rows.stream()
                    .filter(row -> Arrays.equals(row.hidden, hidden))
                    .findFirst()
                    .orElseThrow()
                    .messages;
        }
    }

    /** A count and the number of messages that it may reach. */
    record Limit(Count count, int most) {}

    /** A row after a message was counted: the number of messages in the window, including this one. */
    record Used(byte[] hidden, int messages) {}

    static Used used(ResultSet row) throws SQLException {
        return new Used(row.getBytes("subject"), row.getInt("used"));
    }

    /**
     * Returns the statement that adds a message to several counts, and returns their rows.
     *
     * @param counts not empty
     */
    static Sql add(List<Count> counts) {
        Object[] values = counts.stream()
                // All requests lock rows in the same order, which avoids deadlocks.
                .sorted(Comparator.comparing(Count::endsAt)
                        .thenComparing(Count::windowAt)
                        .thenComparing(Count::hidden, Arrays::compareUnsigned))
                .flatMap(count -> Stream.of(count.hidden, count.windowAt, count.endsAt))
                .toArray();
        String rows = String.join(", ", Collections.nCopies(counts.size(), "(?, ?, 1, ?)"));
        String add = """
                INSERT INTO budget (subject, window_at, used, purge_at)
                VALUES \
                """ + rows + """

                ON DUPLICATE KEY UPDATE used = used + 1
                RETURNING subject, used
                """;
        return new Sql(add, values);
    }

    /**
     * Returns the statement that counts those above their limits, as a veto of {@link Database#both}.
     *
     * @param limits not empty
     */
    static Sql over(List<Limit> limits) {
        Object[] values = limits.stream()
                .flatMap(limit -> Stream.of(limit.count.endsAt, limit.count.windowAt, limit.count.hidden, limit.most))
                .toArray();
        String over = "(purge_at = ? AND window_at = ? AND subject = ? AND used > ?)";
        String rows = String.join(" OR ", Collections.nCopies(limits.size(), over));
        return new Sql("""
                SELECT COUNT(*)
                  INTO vetoes
                  FROM budget
                 WHERE \
                """ + rows, values);
    }

    /** Returns the number of messages in a window. */
    int used(Count count) {
        return database.one("""
                SELECT used
                  FROM budget
                 WHERE purge_at = ? AND window_at = ? AND subject = ?
                """, row -> row.getInt("used"), count.endsAt, count.windowAt, count.hidden)
                .orElse(0);
    }

    /** Adds a message to several counts, and returns their rows. */
    List<Used> count(List<Count> counts) {
        Sql add = add(counts);
        return Rows.again(() -> database.list(add.text(), BudgetStore::used, add.arguments()));
    }

    /** Removes a message from several counts in one statement. */
    void subtract(List<Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        Object[] keys = counts.stream()
                .flatMap(count -> Stream.of(count.endsAt, count.windowAt, count.hidden))
                .toArray();
        Rows.again(() -> database.update(
                """
                UPDATE budget
                   SET used = used - 1
                 WHERE used > 0 AND (\
                """
                        + String.join(
                                " OR ",
                                Collections.nCopies(counts.size(), "(purge_at = ? AND window_at = ? AND subject = ?)"))
                        + ")",
                keys));
    }

    /** Deletes some windows that have ended. Returns the number of deleted rows. */
    int deleteEnded(Instant now, int atMost) {
        return database.update("""
                DELETE FROM budget
                 WHERE purge_at <= ?
                 ORDER BY purge_at
                 LIMIT ?
                """, now, atMost);
    }
}
