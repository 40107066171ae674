package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do what it was asked to: status 503 while it cannot be reached, takes no changes or takes
 * too long, else 500.
 */
public class DatabaseException extends Problem {
    private static final long serialVersionUID = 1;
    private static final String UNREACHABLE = "the database cannot be reached";

    /** The class of SQLSTATEs for a connection that is not there (any more). */
    private static final String CONNECTION_FAILED = "08";

    /** A statement or its connection was killed, as the server does when it stops. */
    private static final String KILLED = "70100";

    /** The server is read-only, as while another one takes over. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836);

    /** The statement took longer than it may, mostly since somebody keeps a row that it needs. */
    private static final Set<Integer> TOO_LONG = Set.of(1205, 1969);

    private final String explanation;

    /** @param passing why it will work later; null if it will not */
    private DatabaseException(ErrorCode code, @Nullable String passing, SQLException cause) {
        super(code, passing == null ? 500 : 503, passing, null, cause);
        // The server's words may quote the value it did not like.
        this.explanation = passing == null ? state(cause).orElseGet(() -> words(cause)) : words(cause);
    }

    /** Empty if it is not the server that says it. */
    private static Optional<String> state(SQLException cause) {
        return chain(cause)
                .filter(sql -> sql.getSQLState() != null)
                .findFirst()
                .map(sql -> "SQLSTATE " + sql.getSQLState() + ", error " + sql.getErrorCode());
    }

    /** What drivers add in further lines is the statement. */
    private static String words(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** For the log: what the database said. */
    @Override
    public String getMessage() {
        return super.getMessage() + " (" + explanation + ")";
    }

    /** There is no connection to be had. */
    static DatabaseException unreachable(SQLException cause) {
        return new DatabaseException(ErrorCode.GENERIC_DB_START_FAILED, UNREACHABLE, cause);
    }

    /** A statement that failed, with the code of what it was to do. */
    static DatabaseException of(ErrorCode code, SQLException cause) {
        if (Conflict.is(cause)) {
            return new Conflict(cause);
        }
        return Violation.is(cause) ? new Violation(code, cause) : new DatabaseException(code, passing(cause), cause);
    }

    private static @Nullable String passing(SQLException cause) {
        if (READ_ONLY.contains(cause.getErrorCode())) {
            return "the database takes no changes now";
        }
        if (TOO_LONG.contains(cause.getErrorCode())) {
            return "the database takes too long";
        }
        return isConnectionLost(cause) ? UNREACHABLE : null;
    }

    private static boolean isConnectionLost(SQLException e) {
        return chain(e).anyMatch(cause -> isConnectionState(cause.getSQLState()));
    }

    /** Pools wrap what the driver says. */
    private static Stream<SQLException> chain(SQLException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    private static boolean isConnectionState(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION_FAILED) || state.equals(KILLED));
    }

    /** Somebody else changed the same record at the same time; doing it again may well work. */
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1;
        private static final int DEADLOCK = 1213;
        private static final int CHANGED_SINCE_READ = 1020;

        private Conflict(SQLException cause) {
            super(ErrorCode.GENERIC_DB_SOFT_FAILURE, null, cause);
        }

        /** Galera reports a certification failure as a deadlock. */
        private static boolean is(SQLException e) {
            return "40001".equals(e.getSQLState())
                    || e.getErrorCode() == DEADLOCK
                    || e.getErrorCode() == CHANGED_SINCE_READ;
        }
    }

    /** A key of the table does not allow the row: there is such a row already, or the one it belongs to is gone. */
    public static final class Violation extends DatabaseException {
        private static final long serialVersionUID = 1;
        private static final int DUPLICATE = 1062;
        private static final int NO_PARENT = 1452;

        private Violation(ErrorCode code, SQLException cause) {
            super(code, null, cause);
        }

        private static boolean is(SQLException e) {
            return e.getErrorCode() == DUPLICATE || e.getErrorCode() == NO_PARENT;
        }
    }
}
