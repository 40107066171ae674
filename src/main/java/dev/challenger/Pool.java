package dev.challenger;

import dev.challenger.db.Limits;
import dev.challenger.db.Preparing;
import dev.challenger.metrics.Metrics;
import dev.challenger.settings.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * Our own connection pool, for use where the container supplies no DataSource.
 *
 * <p>If the database grants fewer connections than the settings, the pool makes do with those that it has: requests wait for one of
 * them. From time to time it tries to have more again.
 */
final class Pool extends PoolingDataSource<PoolableConnection> {
    private static final Logger LOG = System.getLogger(Pool.class.getName());

    /** The time between two attempts while others have all connections that the database grants. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Shorter than servers, proxies and firewalls let a connection be idle. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private static final Duration LONGEST_MIGRATION = Duration.ofHours(6);

    private static final Duration BETWEEN_TIDYING = MAX_IDLE.dividedBy(2);

    private final GenericObjectPool<PoolableConnection> pool;
    private final PooledConnections connections;
    private final DataSource beforeMigrations;
    private final DataSource forMigrations;
    private final int max;
    private final AtomicLong tidiedAt = new AtomicLong(System.nanoTime());
    private volatile boolean reduced;

    private Pool(GenericObjectPool<PoolableConnection> pool, PooledConnections connections, Settings.Db db) {
        super(pool);
        this.pool = pool;
        this.connections = connections;
        this.beforeMigrations = PooledConnections.single(db, PooledConnections.LONGEST_ANSWER);
        this.forMigrations = PooledConnections.single(db, LONGEST_MIGRATION);
        this.max = db.poolMax();
    }

    /** Returns a pool that has no connection yet. */
    static Pool of(Settings.Db db) {
        PooledConnections connections = new PooledConnections(db);
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setJmxEnabled(false);
        config.setMaxTotal(db.poolMax());
        config.setMaxIdle(db.poolMax());
        config.setMaxWait(PooledConnections.WAIT);
        config.setTestOnBorrow(true);
        config.setMinEvictableIdleDuration(MAX_IDLE);
        config.setNumTestsPerEvictionRun(-1);
        GenericObjectPool<PoolableConnection> pool = new GenericObjectPool<>(connections, config);
        connections.setPool(pool);
        return new Pool(pool, connections, db);
    }

    @Override
    public Connection getConnection() throws SQLException {
        long endAt = System.nanoTime() + PooledConnections.WAIT.toNanos();
        tidy();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLException e) {
                if (e.getCause() instanceof NoSuchElementException) {
                    throw Limits.allInUse(e);
                }
                if (!Limits.reached(e) || System.nanoTime() > endAt) {
                    throw e;
                }
                reduce(e);
            }
        }
    }

    /**
     * Returns a DataSource without a pool, to look at the server with. Its connections are closed after use, and nothing is
     * set on them: a server that is not MariaDB must get as far as the comparison of versions.
     */
    DataSource beforeMigrations() {
        return beforeMigrations;
    }

    /**
     * Returns a DataSource without a pool and with a time limit of hours, since a migration may take long on a big table. Its
     * connections are closed after use.
     */
    DataSource forMigrations() {
        return forMigrations;
    }

    /** Returns how statements are prepared on these connections. */
    Preparing preparing() {
        return connections::prepareStatement;
    }

    void measure(Metrics metrics) {
        String name = "challenger.pool.connections";
        String help = "Connections of the service's own pool.";
        metrics.gauge(name, help, pool::getNumActive, "state", "active");
        metrics.gauge(name, help, pool::getNumIdle, "state", "idle");
        metrics.gauge("challenger.pool.limit.connections", "The largest number of connections now.", pool::getMaxTotal);
        metrics.gauge("challenger.pool.waiting.requests", "Requests that wait for a connection.", pool::getNumWaiters);
    }

    /** Stops asking for more connections than there are. The next attempt waits until one of them is returned. */
    private void reduce(SQLException limit) throws SQLException {
        int open = pool.getNumActive() + pool.getNumIdle();
        if (open == 0) {
            pause(limit);
            return;
        }
        if (!reduced) {
            reduced = true;
            LOG.log(
                    Level.WARNING,
                    "The database grants {0} connections at the moment, and db.pool.max is {1}: requests wait for these. {2}",
                    open,
                    max,
                    limit.getMessage());
        }
        pool.setMaxTotal(open);
    }

    private static void pause(SQLException limit) throws SQLException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw limit;
        }
    }

    /**
     * Closes connections that are idle for long, which leaves them to other nodes, and tries to have all connections again. Done by
     * requests, and by the housekeeping at least once a minute: a thread of its own would have to be ended.
     */
    private void tidy() {
        long now = System.nanoTime();
        long last = tidiedAt.get();
        if (now - last < BETWEEN_TIDYING.toNanos() || !tidiedAt.compareAndSet(last, now)) {
            return;
        }
        pool.setMaxTotal(max);
        try {
            pool.evict();
        } catch (Exception e) {
            throw new IllegalStateException("idle connections cannot be closed", e);
        }
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
        pool.close();
    }
}
