package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables of one set, {@code db/NAME}, up to date. Several nodes may start at once: Flyway lets one of them do the
 * work, and the others wait.
 */
public final class Migrations {
    private static final int ATTEMPTS = 5;
    /** The error numbers of missing rights: to a schema, to a table, to a column. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143);

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
        run(source, Steps.UNWATCHED);
    }

    /**
     * Brings the tables up to date, as {@link #run(DataSource)}.
     *
     * @param progress gets the versions of the set
     */
    public void run(DataSource source, Steps progress) {
        for (int attempt = 1; !migrated(source, progress, attempt == ATTEMPTS); attempt++) {
            pause();
        }
    }

    private boolean migrated(DataSource source, Steps progress, boolean last) {
        try {
            configured(source)
                    .callbacks(new Migrated(new SchemaScript(set).newest(), progress))
                    .load()
                    .migrate();
            return true;
        } catch (FlywayException e) {
            Optional<SQLException> cause = cause(e);
            Optional<SQLException> refusal = cause.filter(sql -> DENIED.contains(sql.getErrorCode()));
            if (refusal.isPresent()) {
                // Otherwise the note of the failure would stop all further starts, also after an administrator has
                // helped.
                new HistoryStore(set).deleteFailures(source);
                throw failure(denied(refusal.get(), source));
            }
            DatabaseException failure = failure(cause.orElseGet(() -> new SQLException(e.getMessage(), e)));
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

    private FluentConfiguration configured(DataSource source) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .resourceProvider(new Scripts(set))
                .javaMigrationClassProvider(List::of)
                .table(HistoryStore.table(set))
                // The schema may have tables of other applications, as is common on shared hosting.
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }

    private static Optional<SQLException> cause(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static DatabaseException failure(SQLException cause) {
        return DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, cause);
    }

    /** Tells an operator whose account may not change tables what to do instead. */
    private SQLException denied(SQLException refusal, DataSource source) {
        int from = version(source);
        String reason = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
        String command = from == 0 && set.equals("challenger") ? "" : " --from " + from + " " + set;
        return new SQLException("the database account may not bring the tables of db/" + set + " from version " + from
                + " to " + new SchemaScript(set).newest() + ". Let an administrator run what this prints: java -jar"
                + " challenger.war db script" + command + " (the database says: " + reason + ")");
    }

    /** Returns the version of the tables; 0 if there are none, or if the account may not even read it. */
    private int version(DataSource source) {
        try {
            MigrationInfo current = configured(source).load().info().current();
            return current == null ? 0 : Integer.parseInt(current.getVersion().getVersion());
        } catch (FlywayException e) {
            return 0;
        }
    }
}
