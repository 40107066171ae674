package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables of one set, {@code db/NAME}, up to date. Several nodes may start at once: Flyway lets one of them do the
 * work, and the others wait.
 */
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
     * Brings the tables up to date. A failure is retried a few times unless the database cannot be reached: when nodes
     * start together on an empty schema, one of them may find the history table of another half made and give up.
     *
     * @throws DatabaseException if the tables cannot be brought up to date, or the server is not MariaDB 10.6 or later; the
     *     cause gives the reason
     */
    public void run(DataSource source) {
        requireMariaDb(source);
        for (int attempt = 1; !migrated(source, attempt == ATTEMPTS); attempt++) {
            pause();
        }
    }

    /** Checked at the start, since most statements work on another server, until the first message is counted. */
    private static void requireMariaDb(DataSource source) {
        try {
            requireMariaDb(version(source));
        } catch (SQLException e) {
            throw DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, e);
        }
    }

    /**
     * Asks the server itself, since a proxy in front of it may greet with a version of its own. Does not use
     * {@link Database}, whose statement timeout is a feature of MariaDB.
     */
    private static String version(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** @param version as the server states it, for example {@code 10.11.6-MariaDB-log} */
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
                    .resourceProvider(new Scripts(set))
                    .javaMigrationClassProvider(List::of)
                    .table(set + "_schema_history")
                    // The schema may have tables of other applications, as is common on shared hosting.
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
            // The interrupt is kept: the next wait for the database ends at once.
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
