package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/**
 * Asks a database server what it is. Does not use {@link Database}, whose statement timeout is a feature of MariaDB. A proxy in
 * front of the server may greet with a version of its own, so the server itself is asked.
 */
public final class ServerStore {
    private ServerStore() {}

    /**
     * Connects to the server. The difference of the clocks is exact to half the time that one statement takes.
     *
     * @param clock of this machine
     * @throws DatabaseException if the server cannot be asked, or is not MariaDB 10.6 or later
     */
    public static Server find(DataSource source, InstantSource clock) {
        try (Connection connection = connect(source);
                Statement statement = connection.createStatement()) {
            String version = version(statement);
            Duration ahead = ahead(statement, clock);
            return facts(statement, version, ahead);
        } catch (SQLException e) {
            throw DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, e);
        }
    }

    private static Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw DatabaseException.notConnected(e);
        }
    }

    private static String version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            String version = row.getString(1);
            Server.requireMariaDb(version);
            return version;
        }
    }

    /** Compares the server's clock with the middle of the time that the answer took. */
    private static Duration ahead(Statement statement, InstantSource clock) throws SQLException {
        Instant before = clock.instant();
        try (ResultSet row =
                statement.executeQuery("SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))")) {
            Instant after = clock.instant();
            row.next();
            Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
            return Duration.between(Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS), middle);
        }
    }

    private static Server facts(Statement statement, String version, Duration ahead) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                SELECT @@max_connections AS connections,
                       @@max_user_connections AS of_user,
                       (SELECT variable_value
                          FROM information_schema.session_status
                         WHERE variable_name = 'Ssl_cipher') AS cipher,
                       (SELECT variable_value
                          FROM information_schema.session_variables
                         WHERE variable_name = 'wsrep_on') AS wsrep
                """)) {
            row.next();
            return new Server(
                    version,
                    ahead,
                    row.getInt("connections"),
                    row.getInt("of_user"),
                    row.getString("cipher") != null && !row.getString("cipher").isEmpty(),
                    "ON".equals(row.getString("wsrep")));
        }
    }
}
