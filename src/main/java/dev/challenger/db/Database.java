package dev.challenger.db;

import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.wire.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One statement at a time, each its own transaction: nothing is ever held open. Instants are stored as milliseconds since
 * the epoch, so that no time zone of a machine, a driver or a server has a say.
 *
 * <p>Every method throws {@link DatabaseException}.
 */
public final class Database {
    /**
     * The server itself ends what takes longer, mostly because it waits for a lock: nobody waits for ever, whatever
     * DataSource it is, and what was refused is not done later all the same.
     */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int MAX_ROUNDS = 10;

    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
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
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        });
    }

    /** Runs an INSERT, UPDATE or DELETE; the number of rows it touched. */
    public int update(String sql, @Nullable Object... arguments) {
        return run(
                ErrorCode.GENERIC_DB_STORE_FAILED,
                sql,
                Statement.NO_GENERATED_KEYS,
                arguments,
                PreparedStatement::executeUpdate);
    }

    /** Runs an INSERT; the key the database gave the row. */
    public long insert(String sql, @Nullable Object... arguments) {
        return run(ErrorCode.GENERIC_DB_STORE_FAILED, sql, Statement.RETURN_GENERATED_KEYS, arguments, statement -> {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        });
    }

    /** Does one statement again if it lost against another, a few times. */
    public static <T> T again(Supplier<T> statement) {
        for (int round = 1; ; round++) {
            try {
                return statement.get();
            } catch (Conflict e) {
                if (round == MAX_ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private <T> T run(ErrorCode code, String sql, int keys, @Nullable Object[] arguments, Work<T> work) {
        try (Connection connection = connect()) {
            try (PreparedStatement statement = connection.prepareStatement(sql, keys)) {
                statement.setQueryTimeout((int) LIMIT.toSeconds());
                bind(statement, arguments);
                return work.run(statement);
            }
        } catch (SQLException e) {
            throw DatabaseException.of(code, e);
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

    /** A column with milliseconds since the epoch. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
