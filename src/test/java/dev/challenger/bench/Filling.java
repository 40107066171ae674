package dev.challenger.bench;

import dev.challenger.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a table with copies of one of its rows, in the server. Every hash becomes another one. The hashes of one filling ascend
 * and are spread evenly over their whole range: they fill each index in its order, which is fast, and the look-up of a random
 * hash afterwards needs as many pages as after a random filling.
 */
record Filling(Sql sql, String table) {
    private static final int CHUNK = 100_000;

    long count() {
        return sql.number("SELECT COUNT(*) FROM " + table);
    }

    /**
     * Adds rows.
     *
     * @param values SQL expressions of columns that are not copied
     */
    void add(long rows, Map<String, String> values) {
        List<String> columns = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (Map<String, Object> column : columns()) {
            String name = String.valueOf(column.get("COLUMN_NAME"));
            columns.add(name);
            expressions.add(values.getOrDefault(name, expression(name, String.valueOf(column.get("COLUMN_TYPE")))));
        }
        String step = Long.toUnsignedString(Long.divideUnsigned(-1, rows + 1));
        // Text that no earlier filling of this table had, so that no hash repeats.
        String salt = table + count();
        for (long from = 1; from <= rows; from += CHUNK) {
            sql.run("INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %1$s LIMIT 1) one JOIN seq_%d_to_%d"
                    .formatted(
                            table,
                            String.join(", ", columns),
                            String.join(", ", expressions)
                                    .replace("$STEP", step)
                                    .replace("$SALT", salt),
                            from,
                            Math.min(rows, from + CHUNK - 1)));
        }
    }

    private static String expression(String column, String type) {
        return type.equals("binary(32)")
                ? "IF(one.%1$s IS NULL, NULL, UNHEX(CONCAT(LPAD(HEX(seq * $STEP), 16, '0'), LEFT(SHA2(CONCAT(seq, '$SALT', '%1$s'), 256), 48))))"
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
