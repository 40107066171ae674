package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

    private final String set;

    /** @param set the folder below {@code db}; each set has a history table of its own */
    public Migrations(String set) {
        this.set = set;
    }

    /**
     * Brings the tables up to date. A failure is retried a few times unless the database cannot be reached: when nodes
     * start together on an empty schema, one of them may find the history table of another half made and give up.
     *
     * @throws DatabaseException if the tables cannot be brought up to date; the cause gives the reason
     */
    public void run(DataSource source) {
        for (int attempt = 1; !migrated(source, attempt == ATTEMPTS); attempt++) {
            pause();
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
            if (last || failure.passes()) {
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
