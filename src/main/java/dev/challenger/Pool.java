package dev.challenger;

import dev.challenger.client.Clients;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import dev.challenger.wire.Problem;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Our own connection pool, for use where the container supplies no DataSource. */
public final class Pool implements AutoCloseable {
    /** The time a request waits for a connection before the database counts as unreachable. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** The time limit for testing an idle connection. If the database hangs, each idle connection costs this long. */
    private static final Duration WAIT_FOR_IDLE = Duration.ofSeconds(1);

    private final BasicDataSource source = new BasicDataSource();

    Pool(Settings.Db db) {
        // Named explicitly, since several containers hide drivers from DriverManager.
        source.setDriverClassName("org.mariadb.jdbc.Driver");
        source.setDriverClassLoader(Pool.class.getClassLoader());
        source.setUrl(db.url());
        source.setUsername(db.user());
        source.setPassword(db.password().value());
        source.setMaxTotal(db.poolMax());
        source.setMaxIdle(db.poolMax());
        source.setMaxWait(WAIT);
        source.setDefaultAutoCommit(true);
        source.setValidationQueryTimeout(WAIT_FOR_IDLE);
        timeout(db.url(), "connectTimeout", WAIT);
        timeout(db.url(), "socketTimeout", WAIT.multipliedBy(4));
    }

    /** Sets a timeout that the URL does not set, since the driver waits forever by default. */
    private void timeout(String url, String option, Duration length) {
        if (!url.contains(option)) {
            source.addConnectionProperty(option, Long.toString(length.toMillis()));
        }
    }

    /**
     * Works with the clients of the database of the settings, whose tables are brought up to date. Needs no key, and creates
     * no key file.
     *
     * @throws Problem if the database fails
     */
    public static void withClients(Settings settings, Consumer<Clients> work) {
        try (Pool pool = new Pool(settings.db().orElseThrow())) {
            new Migrations("challenger").run(pool.source());
            work.accept(new Clients(new Database(pool.source()), new Secrets(), InstantSource.system()));
        }
    }

    DataSource source() {
        return source;
    }

    /**
     * Deregisters our driver from the JDK. A driver registers itself when it is loaded, and would keep the classes of a stopped
     * web application in memory. To be called when the web application stops; afterwards the driver cannot be found by a URL.
     */
    static void forgetDriver() {
        List<Driver> ours = DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == Pool.class.getClassLoader())
                .toList();
        try {
            for (Driver driver : ours) {
                DriverManager.deregisterDriver(driver);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the driver cannot be deregistered", e);
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the pool cannot be closed", e);
        }
    }
}
