package dev.challenger.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What the server says of itself: not what it greets with, since a proxy between them may greet in its place. Asked without
 * {@link Database}, whose time limit is a matter of MariaDB too.
 */
final class ServerStore {
    private ServerStore() {}

    /** As {@code 10.11.6-MariaDB-log}. */
    static String version(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            return row.getString(1);
        }
    }
}
