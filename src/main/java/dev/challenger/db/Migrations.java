package dev.challenger.db;

import dev.challenger.taler.ErrorCode;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of one set, {@code db/NAME}, up to date. Several nodes may do so at once: one does, the others wait. */
public final class Migrations {
    private final String set;

    /** @param set the folder below {@code db}; each set has a history table of its own */
    public Migrations(String set) {
        this.set = set;
    }

    /** @throws DatabaseException if that is not possible; its cause says why */
    public void run(DataSource source) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/" + set)
                    .table(set + "_schema_history")
                    // The schema may be shared with other applications, as it often is on shared hosting.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(e);
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
