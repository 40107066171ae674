package dev.challenger;

import dev.challenger.db.AccountStore;
import dev.challenger.db.Preparing;
import dev.challenger.db.Session;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.DriverConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.mariadb.jdbc.Driver;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Makes and ends the connections of the {@link Pool}. Nothing asks the server whether a connection still works: the first
 * statement of a request notices that, and then all connections that were idle at the time count as lost.
 */
final class PooledConnections extends PoolableConnectionFactory {
    /** The time a request waits for a connection before the database counts as unreachable. */
    static final Duration WAIT = Duration.ofSeconds(5);

    /** The longest time that the server may take for an answer to a request. */
    static final Duration LONGEST_ANSWER = WAIT.multipliedBy(4);

    private static final String ANSWER = "socketTimeout";
    private static final String PREPARED_ON_SERVER = "useServerPrepStmts";

    /** True if the operator has decided which statements the server prepares. */
    private final boolean decided;

    /** True if the server counts the statements of this account by the hour, as the newest connection was told. */
    private volatile boolean limited = true;

    private volatile Instant lostAt = Instant.MIN;

    PooledConnections(Settings.Db db) {
        // The driver itself, since several containers hide drivers from DriverManager.
        super(new DriverConnectionFactory(new Driver(), db.url(), properties(db)), null);
        setDefaultAutoCommit(true);
        decided = db.url().contains(PREPARED_ON_SERVER);
    }

    private static Properties properties(Settings.Db db) {
        Properties properties = new Properties();
        properties.setProperty("user", db.user());
        properties.setProperty("password", db.password().value());
        option(properties, db, PREPARED_ON_SERVER, "true");
        // The driver waits forever by default.
        option(properties, db, "connectTimeout", millis(WAIT));
        option(properties, db, ANSWER, millis(LONGEST_ANSWER));
        return properties;
    }

    /**
     * Returns a DataSource without a pool.
     *
     * @param answer the longest time that the server may take for an answer
     */
    static DataSource single(Settings.Db db, Duration answer) {
        try {
            String url = db.url();
            // This DataSource of the driver takes options in its URL only.
            String option = (url.contains("?") ? "&" : "?") + ANSWER + "=" + millis(answer);
            MariaDbDataSource source = new MariaDbDataSource(url.contains(ANSWER) ? url : url + option);
            source.setUser(db.user());
            source.setPassword(db.password().value());
            source.setLoginTimeout((int) WAIT.toSeconds());
            return source;
        } catch (SQLException e) {
            // The message of the driver may quote a password in the URL.
            throw new SettingsException("db.url: the driver does not understand this URL");
        }
    }

    /** Sets an option of the driver that the URL does not set. */
    private static void option(Properties properties, Settings.Db db, String name, String value) {
        if (!db.url().contains(name)) {
            properties.setProperty(name, value);
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    @Override
    protected void initializeConnection(Connection connection) throws SQLException {
        Session.prepare(connection);
        limited = !decided && AccountStore.isLimitedByTheHour(connection);
    }

    /**
     * Lets the server prepare a statement, once for each connection: the driver keeps it, and sends text if the server grants no
     * more prepared statements. Statements that write are text if the server limits them by the hour, since it counts only text,
     * and this service does not evade limits.
     */
    PreparedStatement prepareStatement(Connection connection, String sql, int keys) throws SQLException {
        return !limited || Preparing.reads(sql)
                ? connection.prepareStatement(sql, keys)
                : connection
                        .unwrap(org.mariadb.jdbc.Connection.class)
                        .prepareInternal(sql, keys, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, false);
    }

    /** A connection that is borrowed for the first time is new. Even if the clock was set back, there are always such. */
    @Override
    public boolean validateObject(PooledObject<PoolableConnection> connection) {
        return connection.getBorrowedCount() <= 1
                || connection.getLastReturnInstant().isAfter(lostAt);
    }

    @Override
    public void destroyObject(PooledObject<PoolableConnection> connection, DestroyMode mode) throws SQLException {
        if (connection.getObject().getInnermostDelegate().isClosed()) {
            lostAt = connection.getLastBorrowInstant();
        }
        super.destroyObject(connection, mode);
    }
}
