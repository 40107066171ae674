package dev.challenger.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads one row of a result. */
@FunctionalInterface
public interface Row<T> {
    T read(ResultSet row) throws SQLException;

    /** Reads all rows of a result, and closes it. */
    default List<T> all(ResultSet result) throws SQLException {
        try (result) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(read(result));
            }
            return rows;
        }
    }
}
