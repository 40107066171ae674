package dev.challenger.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Asks a database server what it grants the account of a connection. */
public final class AccountStore {
    private static final Pattern LIMIT = Pattern.compile("\\bMAX_(?:QUERIES|UPDATES)_PER_HOUR\\b");

    private AccountStore() {}

    /**
     * Returns whether the server limits by the hour how many statements the account may run, as shared hosts do. True if the
     * server does not tell.
     */
    public static boolean isLimitedByTheHour(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                if (LIMIT.matcher(rows.getString(1)).find()) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
