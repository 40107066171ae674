package dev.challenger;

import dev.challenger.settings.Settings;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Our own pool of connections, where the container has none for us. */
final class Pool implements AutoCloseable {
    /** How long a request waits for a connection before the database counts as unreachable. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** For the question whether an idle connection still works. If the database hangs, each of them waits that long. */
    private static final Duration WAIT_FOR_IDLE = Duration.ofSeconds(1);

    private final BasicDataSource source = new BasicDataSource();

    Pool(Settings.Db db) {
        // By name, since several containers hide drivers from DriverManager.
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

    /** The driver waits for ever unless told otherwise. */
    private void timeout(String url, String option, Duration length) {
        if (!url.contains(option)) {
            source.addConnectionProperty(option, Long.toString(length.toMillis()));
        }
    }

    DataSource source() {
        return source;
    }

    /**
     * Drivers register with the JDK when they are loaded, and the JDK would hold on to the classes of a web application
     * that is gone. For the end of a web application, since from then on nobody gets the driver by a URL.
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
