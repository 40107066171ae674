package dev.challenger.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A new empty schema in a real MariaDB; {@link #close} drops it. With JUnit:
 *
 * <pre>{@code @AutoClose
 * final TestDatabase database = TestDatabase.fresh();}</pre>
 *
 * <p>All schemas of a JVM are in one server. The first test that needs a database starts it, unless the environment variable
 * {@code CHALLENGER_TEST_DB} names a running server: a JDBC URL with the {@code user} and {@code password} of an account that
 * may create schemas.
 */
public final class TestDatabase implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final String schema;

    private TestDatabase(String url, String user, String password, String schema) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.schema = schema;
    }

    /** Makes a new schema in the server of this JVM. */
    public static TestDatabase fresh() {
        String running = System.getenv("CHALLENGER_TEST_DB");
        return running == null ? Shared.SERVER.fresh() : in(running);
    }

    /**
     * Returns a server in which a test may make accounts: the one of this JVM, or an own one if the tests use a running server. It
     * ends with the JVM.
     */
    public static DatabaseServer administered() {
        return System.getenv("CHALLENGER_TEST_DB") == null ? Shared.SERVER : DatabaseServer.launch();
    }

    /** Starts a server for one test class, which may stop it. */
    public static DatabaseServer ownServer() {
        return DatabaseServer.launch();
    }

    static TestDatabase create(String host, int port, String user, String password) {
        String server = "jdbc:mariadb://" + host + ":" + port + "/";
        String schema = "challenger_" + DatabaseServer.randomHex(8);
        execute(server, user, password, "CREATE DATABASE " + schema);
        return new TestDatabase(server + schema, user, password, schema);
    }

    /** Returns the JDBC URL without user and password. */
    public String jdbcUrl() {
        return url;
    }

    int port() {
        try {
            return Configuration.parse(url).addresses().get(0).port;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Returns the settings of a node that opens its own connections to this schema. */
    public Map<String, String> settings() {
        return Map.of("db.url", url, "db.user", user, "db.password", password);
    }

    /**
     * Returns a data source without a pool. Every connection is a new one, and the schema may be dropped without closing
     * any of them.
     */
    public DataSource dataSource() {
        return dataSource(url);
    }

    /** Returns a data source as {@link #dataSource()}, whose connections lead to the schema by another URL. */
    public DataSource dataSource(String otherUrl) {
        try {
            MariaDbDataSource source = new MariaDbDataSource(otherUrl);
            source.setUser(user);
            source.setPassword(password);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops the schema. */
    @Override
    public void close() {
        execute(url, user, password, "DROP DATABASE IF EXISTS " + schema);
    }

    private static TestDatabase in(String running) {
        try {
            Configuration server = Configuration.parse(running);
            HostAddress address = server.addresses().get(0);
            return create(address.host, address.port, server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String url, String user, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started by the first test that needs it. */
    private static final class Shared {
        static final DatabaseServer SERVER = DatabaseServer.launch();
    }
}
