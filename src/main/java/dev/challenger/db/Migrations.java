package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of one set, {@code db/NAME}, up to date. Several nodes may do so at once: one does, the others wait. */
public final class Migrations {
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int UNREACHABLE = 503;
    private static final Pattern MARIADB = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,3})\\..*MariaDB.*");
    private static final int OLDEST = 10_006;

    private final String set;

    /** @param set the folder below {@code db}; each set has a history table of its own */
    public Migrations(String set) {
        this.set = set;
    }

    /**
     * Brings the tables up to date. What fails is tried again a few times, unless the database cannot be reached: of nodes
     * that start together on an empty schema, one may find the other's history table half made and give up.
     *
     * @throws DatabaseException if it is not possible, or the database is not MariaDB 10.6 or later; its cause says why
     */
    public void run(DataSource source) {
        requireMariaDb(source);
        for (int attempt = 1; !migrated(source, attempt == ATTEMPTS); attempt++) {
            pause();
        }
    }

    /** With another one most would work, until the first message is to be counted. */
    private static void requireMariaDb(DataSource source) {
        try {
            requireMariaDb(ServerStore.version(source));
        } catch (SQLException e) {
            throw DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, e);
        }
    }

    /** @param version as {@link ServerStore#version} tells it */
    static void requireMariaDb(String version) throws SQLException {
        Matcher parts = MARIADB.matcher(version);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) * 1000 + Integer.parseInt(parts.group(2)) < OLDEST) {
            throw new SQLException("MariaDB 10.6 or later is needed, and this is " + version);
        }
    }

    private boolean migrated(DataSource source, boolean last) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/" + set)
                    // Else it would start without tables, or with old ones. Open Liberty needs a flyway.location there.
                    .failOnMissingLocations(true)
                    .table(set + "_schema_history")
                    // The schema may be shared with other applications, as it often is on shared hosting.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            return true;
        } catch (FlywayException e) {
            DatabaseException failure = failure(e);
            if (last || failure.status() == UNREACHABLE) {
                throw failure;
            }
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            // The next attempt ends at once where that matters.
            Thread.currentThread().interrupt();
        }
    }

    private static DatabaseException failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, sql);
            }
        }
        return DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, new SQLException(e.getMessage(), e));
    }
}
