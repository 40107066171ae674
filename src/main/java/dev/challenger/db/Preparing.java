package dev.challenger.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Prepares a statement on a connection of a DataSource, so that the variables of the {@link Session} hold for it. */
@FunctionalInterface
public interface Preparing {
    /** @param keys as in {@link Connection#prepareStatement(String, int)} */
    PreparedStatement prepare(Connection connection, String sql, int keys) throws SQLException;

    /** Returns true if a statement only reads. */
    static boolean reads(String sql) {
        return sql.startsWith("SELECT");
    }
}
