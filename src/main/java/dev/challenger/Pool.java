package dev.challenger;

import dev.challenger.settings.Settings;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Our own connection pool, for use where the container supplies no DataSource. */
final class Pool implements AutoCloseable {
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
