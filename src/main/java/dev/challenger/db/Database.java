package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL statements. Each statement is a transaction of its own, so that no connection is held between statements.
 * Instants are stored as milliseconds since the epoch, which makes them independent of every time zone.
 *
 * <p>Every method throws {@link DatabaseException} if the database fails.
 */
public final class Database {
    /** A connection that was lost while it was idle fails at once. A server that hangs is not asked again. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final DataSource source;

    /** Null until the database is open. */
    private volatile @Nullable Preparing preparing;

    private Database(DataSource source, @Nullable Preparing preparing) {
        this.source = source;
        this.preparing = preparing;
    }

    /** A database whose tables are up to date, on a DataSource whose connections also serve other code. */
    public Database(DataSource source) {
        this(source, Session.foreign(false));
    }

    /** Returns a database that counts as unreachable until {@link #open}. */
    public static Database closed(DataSource source) {
        return new Database(source, null);
    }

    /** Lets statements through. To be called when the tables are up to date. */
    public void open(Preparing how) {
        preparing = how;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... arguments) {
        return list(sql, row, arguments).stream().findFirst();
    }

    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) {
        return run(ErrorCode.GENERIC_DB_FETCH_FAILED, sql, Statement.NO_GENERATED_KEYS, arguments, statement -> {
            return row.all(statement.executeQuery());
        });
    }

    /** Runs an INSERT, UPDATE or DELETE and returns the number of rows it touched. */
    public int update(String sql, @Nullable Object... arguments) {
        return run(
                ErrorCode.GENERIC_DB_STORE_FAILED,
                sql,
                Statement.NO_GENERATED_KEYS,
                arguments,
                PreparedStatement::executeUpdate);
    }

    /**
     * Runs an UPDATE and, if it touched exactly one row, an INSERT that returns rows: in one transaction, and one round trip.
     *
     * @param veto reads a number {@code INTO vetoes}, after both; they are undone unless it is 0
     * @return the rows of the INSERT, also if both are undone; empty if the UPDATE touched no row, and then nothing is changed
     */
    public <T> Optional<List<T>> both(Sql update, Sql insert, Sql veto, Row<T> row) {
        Block<T> block = new Block<>(update, insert, veto, row);
        return run(
                ErrorCode.GENERIC_DB_STORE_FAILED,
                block.text(),
                Statement.NO_GENERATED_KEYS,
                block.arguments(),
                block::run);
    }

    /** Runs an INSERT and returns the key that the database generated for the row. */
    public long insert(String sql, @Nullable Object... arguments) {
        return run(ErrorCode.GENERIC_DB_STORE_FAILED, sql, Statement.RETURN_GENERATED_KEYS, arguments, statement -> {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        });
    }

    /**
     * A statement that only reads is repeated once if its connection turns out to be lost: the connection was idle before, and
     * the server or something on the way has ended it. A statement that writes is not, since it may have been carried out.
     */
    private <T> T run(ErrorCode code, String sql, int keys, @Nullable Object[] arguments, Work<T> work) {
        long startedAt = System.nanoTime();
        try {
            return attempt(sql, keys, arguments, work);
        } catch (SQLException e) {
            boolean lost = Passing.of(e).filter(Passing.UNREACHABLE::equals).isPresent();
            if (!lost || !Preparing.reads(sql) || System.nanoTime() - startedAt > AT_ONCE.toNanos()) {
                throw DatabaseException.of(code, e);
            }
        }
        try {
            return attempt(sql, keys, arguments, work);
        } catch (SQLException e) {
            throw DatabaseException.of(code, e);
        }
    }

    private <T> T attempt(String sql, int keys, @Nullable Object[] arguments, Work<T> work) throws SQLException {
        Preparing how = preparing;
        if (how == null) {
            throw DatabaseException.unreachable(new SQLException("the service has not opened it yet"));
        }
        try (Connection connection = connect()) {
            try (PreparedStatement statement = how.prepare(connection, sql, keys)) {
                bind(statement, arguments);
                return work.run(statement);
            } catch (SQLException e) {
                discardSpoilt(connection, e);
                throw e;
            }
        }
    }

    /** Closes the connection for good. Pools notice that when they get it back, and make another one. */
    private static void discardSpoilt(Connection connection, SQLException failure) {
        if (Passing.of(failure).filter(Passing::spoilsConnection).isPresent()) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                // Some wrappers of containers do not allow it.
                failure.addSuppressed(e);
            }
        }
    }

    private Connection connect() {
        try {
            Connection connection = source.getConnection();
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return connection;
        } catch (SQLException e) {
            throw DatabaseException.unreachable(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            statement.setObject(i + 1, argument instanceof Instant at ? at.toEpochMilli() : argument);
        }
    }

    /** Reads a column that holds milliseconds since the epoch. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /** Reads a column that holds milliseconds since the epoch, or NULL. */
    public static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        Instant instant = instant(row, column);
        return row.wasNull() ? null : instant;
    }
}
