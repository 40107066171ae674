package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    record Count(Subject subject, byte[] hidden, Instant windowAt, Instant endsAt) {}

    private record Used(byte[] hidden, int messages) {}

    /**
     * Adds a message to several counts in one statement.
     *
     * @param counts not empty, one for each kind of subject
     * @return the number of messages in each window, including this one
     */
    Map<Subject, Integer> add(List<Count> counts) {
        // All requests lock rows in the same order, which avoids deadlocks.
        List<Count> sorted = counts.stream()
                .sorted(Comparator.comparing(Count::hidden, Arrays::compareUnsigned))
                .toList();
        Object[] values = sorted.stream()
                .flatMap(count -> Stream.of(count.hidden, count.windowAt, count.endsAt))
                .toArray();
        List<Used> used = Rows.again(() -> database.list(
                "INSERT INTO budget (subject, window_at, used, purge_at) VALUES "
                        + String.join(", ", Collections.nCopies(sorted.size(), "(?, ?, 1, ?)")) + """

                        ON DUPLICATE KEY UPDATE used = used + 1
                        RETURNING subject, used
                        """,
                row -> new Used(row.getBytes("subject"), row.getInt("used")),
                values));
        return sorted.stream().collect(Collectors.toMap(Count::subject, count -> messages(used, count)));
    }

    private static int messages(List<Used> used, Count count) {
        return used.stream()
                .filter(row -> Arrays.equals(row.hidden, count.hidden))
                .findFirst()
                .orElseThrow()
                .messages;
    }

    /** Removes a message from several counts in one statement. */
    void subtract(List<Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        Object[] keys = counts.stream()
                .flatMap(count -> Stream.of(count.hidden, count.windowAt))
                .toArray();
        Rows.again(() -> database.update(
                """
                UPDATE budget
                   SET used = used - 1
                 WHERE used > 0 AND (\
                """ + String.join(" OR ", Collections.nCopies(counts.size(), "(subject = ? AND window_at = ?)")) + ")",
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
