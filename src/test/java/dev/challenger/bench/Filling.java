package dev.challenger.bench;

import dev.challenger.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fills a table with copies of one of its rows, in the server, as the product would have written them at an even rate over most
 * of a day: in the order of time, with times and hashes of their own. None of them expires while the benchmark runs.
 *
 * @param oldest the age of the first row
 * @param newest the age of the last row
 * @param expressions SQL expressions of the columns that are not copied, by name. {@code $AT} is the time of a row, in
 *     milliseconds; {@code $HEX} are the hexadecimal digits of a hash that no other row has; {@code $STEP} are those of a number
 *     that ascends six times over its whole range
 */
record Filling(Sql sql, String table, Map<String, String> expressions, Duration oldest, Duration newest) {
    private static final int CHUNK = 100_000;
    private static final int PASSES = 6;

    /** More than a row takes with its indexes. */
    private static final int BYTES = 2_000;

    /** Validations expire after 24 hours. */
    private static final Duration PAST = Duration.ofHours(22);

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Returns the filling of the table of validations, which has a row that was solved and redeemed. */
    static Filling validations(Sql sql) {
        Map<String, String> expressions = new HashMap<>();
        for (String column : List.of("nonce_hash", "code_hash", "token_hash")) {
            // The mark and the second, see dev.challenger.secret.Secret.
            expressions.put(
                    column,
                    "CONCAT(LEFT(one.nonce_hash, 3), UNHEX(LPAD(HEX(FLOOR($AT / 1000)), 8, '0')), UNHEX(LEFT($HEX, 50)))");
        }
        String moved = " + $AT - 1000 * CONV(HEX(SUBSTR(one.nonce_hash, 4, 4)), 16, 10)";
        for (String column : List.of(
                "expires_at",
                "purge_at",
                "resend_at",
                "tan_expires_at",
                "tan_ends_at",
                "code_expires_at",
                "address_expires_at",
                "erase_at",
                "token_expires_at")) {
            expressions.put(column, "FLOOR(one." + column + moved + ")");
        }
        // The day comes first, see dev.challenger.address.AddressHashes.
        expressions.put(
                "address_hash",
                "UNHEX(CONCAT(LPAD(HEX((one.expires_at%s) DIV %d), 4, '0'), LEFT($HEX, 16)))".formatted(moved, DAY));
        return new Filling(sql, "validation", expressions, PAST, Duration.ZERO);
    }

    /** Returns a filling with validations that are older than those of {@link #validations}, and expire at the same time. */
    static Filling expired(Sql sql, Instant at) {
        Filling filling = validations(sql);
        Map<String, String> changed = new HashMap<>(filling.expressions);
        changed.put("purge_at", Long.toString(at.toEpochMilli()));
        return new Filling(sql, filling.table, changed, Duration.ofDays(1), PAST);
    }

    /**
     * Returns the filling of the table of budgets with those of destinations in the window of one day. The subjects ascend,
     * which is fast. Six passes over their range leave a quarter of each page free, as random insertions do on average: the
     * pages of a single pass, or of two, four or eight, would be full, and would all split at the next insertions.
     */
    static Filling budgets(Sql sql, int daysAgo) {
        long window = (System.currentTimeMillis() / DAY - daysAgo) * DAY;
        return new Filling(
                sql,
                "budget",
                Map.of(
                        "subject", "UNHEX(CONCAT($STEP, LEFT($HEX, 48)))",
                        "window_at", Long.toString(window),
                        "purge_at", Long.toString(window + DAY)),
                PAST,
                Duration.ZERO);
    }

    long count() {
        return sql.number("SELECT COUNT(*) FROM " + table);
    }

    /**
     * Adds rows; none if the number is negative.
     *
     * @throws IllegalStateException if they could fill the disk
     */
    void add(long rows) {
        requireSpace(rows);
        List<String> columns = columns();
        String selected = columns.stream()
                .map(column -> expressions
                        .getOrDefault(column, "one." + column)
                        .replace("$HEX", "SHA2(CONCAT('$SALT', '" + column + "', seq), 256)"))
                .collect(Collectors.joining(", "));
        // Text that no earlier filling of this table had, so that no hash repeats.
        String salt = table + count() + "/";
        long ofPass = (Math.max(0, rows) + PASSES - 1) / PASSES;
        String step = Long.toUnsignedString(Long.divideUnsigned(-1, (ofPass + 1) * PASSES));
        double pause = (double) oldest.minus(newest).toMillis() / (ofPass * PASSES);
        long start = System.currentTimeMillis() - oldest.toMillis();
        for (int pass = 0; pass < PASSES; pass++) {
            String values = selected.replace("$SALT", salt + pass + "/")
                    .replace("$STEP", "LPAD(HEX((seq * " + PASSES + " + " + pass + ") * " + step + "), 16, '0')")
                    .replace(
                            "$AT", String.format(Locale.ROOT, "(%d + (seq + %d) * %.6f)", start, pass * ofPass, pause));
            for (long from = 1; from <= ofPass; from += CHUNK) {
                sql.run("INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %1$s LIMIT 1) one JOIN seq_%d_to_%d"
                        .formatted(
                                table, String.join(", ", columns), values, from, Math.min(ofPass, from + CHUNK - 1)));
            }
        }
    }

    private void requireSpace(long rows) {
        String directory =
                String.valueOf(sql.rows("SELECT @@datadir AS data").get(0).get("data"));
        if (Path.of(directory).toFile().getUsableSpace() < rows * BYTES) {
            throw new IllegalStateException("not enough disk for %,d rows in %s".formatted(rows, directory));
        }
    }

    /** Returns the columns that an INSERT may name, without numbers that the server generates. */
    private List<String> columns() {
        return sql.rows("""
                        SELECT COLUMN_NAME
                          FROM information_schema.COLUMNS
                         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%s'
                           AND EXTRA NOT LIKE '%%auto_increment%%' AND EXTRA NOT LIKE '%%GENERATED%%'
                         ORDER BY ORDINAL_POSITION
                        """.formatted(table)).stream()
                .map(row -> String.valueOf(row.get("COLUMN_NAME")))
                .toList();
    }
}
