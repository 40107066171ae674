package dev.challenger.bench;

import dev.challenger.testing.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a table with copies of one of its rows, in the server. Every hash becomes another one. The hashes ascend, which is fast,
 * and are spread evenly over their whole range, so that the look-up of a random hash afterwards needs as many pages as after a
 * random filling. Several passes over the range leave free space in the pages of the indexes, as random insertions do: the pages
 * of a single pass would be full, and would split at the next insertion.
 */
record Filling(Sql sql, String table) {
    private static final int CHUNK = 100_000;
    private static final int PASSES = 4;

    /** More than a row takes with its indexes. */
    private static final int BYTES = 2_000;

    long count() {
        return sql.number("SELECT COUNT(*) FROM " + table);
    }

    /**
     * Adds rows; none if the number is negative.
     *
     * @param values SQL expressions of columns that are not copied
     * @throws IllegalStateException if they could fill the disk
     */
    void add(long rows, Map<String, String> values) {
        requireSpace(rows);
        List<String> columns = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (Map<String, Object> column : columns()) {
            String name = String.valueOf(column.get("COLUMN_NAME"));
            columns.add(name);
            expressions.add(values.getOrDefault(name, expression(name, String.valueOf(column.get("COLUMN_TYPE")))));
        }
        long rowsOfPass = (Math.max(0, rows) + PASSES - 1) / PASSES;
        String step = Long.toUnsignedString(Long.divideUnsigned(-1, (rowsOfPass + 1) * PASSES));
        // Text that no earlier filling of this table had, so that no hash repeats.
        String salt = table + count();
        for (int pass = 0; pass < PASSES; pass++) {
            String selected = String.join(", ", expressions)
                    .replace("$HASH", "(seq * " + PASSES + " + " + pass + ") * " + step)
                    .replace("$SALT", salt + "/" + pass + "/");
            for (long from = 1; from <= rowsOfPass; from += CHUNK) {
                sql.run("INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %1$s LIMIT 1) one JOIN seq_%d_to_%d"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                selected,
                                from,
                                Math.min(rowsOfPass, from + CHUNK - 1)));
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

    private static String expression(String column, String type) {
        return type.equals("binary(32)")
                ? "IF(one.%1$s IS NULL, NULL, UNHEX(CONCAT(LPAD(HEX($HASH), 16, '0'), LEFT(SHA2(CONCAT('$SALT', seq, '%1$s'), 256), 48))))"
                        .formatted(column)
                : "one." + column;
    }

    /** Returns the columns that an INSERT may name, without numbers that the server generates. */
    private List<Map<String, Object>> columns() {
        return sql.rows("""
                SELECT COLUMN_NAME, COLUMN_TYPE
                  FROM information_schema.COLUMNS
                 WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%s'
                   AND EXTRA NOT LIKE '%%auto_increment%%' AND EXTRA NOT LIKE '%%GENERATED%%'
                 ORDER BY ORDINAL_POSITION
                """.formatted(table));
    }
}
