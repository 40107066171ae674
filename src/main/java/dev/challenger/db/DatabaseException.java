package dev.challenger.db;

import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked to: status 503 while it cannot be reached, else 500. */
public class DatabaseException extends Problem {
    private static final long serialVersionUID = 1;

    /** The class of SQLSTATEs for a connection that is not there (any more). */
    private static final String CONNECTION_FAILED = "08";

    /** A statement or its connection was killed, as the server does when it stops. */
    private static final String KILLED = "70100";

    private final String explanation;

    DatabaseException(ErrorCode code, boolean unreachable, SQLException cause) {
        super(code, unreachable ? 503 : 500, unreachable ? "the database cannot be reached" : null, null, cause);
        this.explanation = unreachable
                ? String.valueOf(cause.getMessage())
                // The server's words may quote the value it did not like.
                : "SQLSTATE " + cause.getSQLState() + ", error " + cause.getErrorCode();
    }

    /** For the log: what the database said. */
    @Override
    public String getMessage() {
        return super.getMessage() + " (" + explanation + ")";
    }

    /** A statement that failed, with the code of what it was to do. */
    static DatabaseException of(ErrorCode code, SQLException cause) {
        if (Conflict.is(cause)) {
            return new Conflict(cause);
        }
        return Violation.is(cause)
                ? new Violation(code, cause)
                : new DatabaseException(code, isConnectionLost(cause), cause);
    }

    /** Pools wrap what the driver says. */
    private static boolean isConnectionLost(SQLException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && isConnectionState(sql.getSQLState()));
    }

    private static boolean isConnectionState(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION_FAILED) || state.equals(KILLED));
    }

    /** Somebody else changed the same record at the same time; doing it again may well work. */
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1;
        private static final int LOCK_WAIT_TIMEOUT = 1205;
        private static final int DEADLOCK = 1213;
        private static final int CHANGED_SINCE_READ = 1020;

        private Conflict(SQLException cause) {
            super(ErrorCode.GENERIC_DB_SOFT_FAILURE, false, cause);
        }

        /** Galera reports a certification failure as a deadlock. */
        private static boolean is(SQLException e) {
            return "40001".equals(e.getSQLState())
                    || e.getErrorCode() == DEADLOCK
                    || e.getErrorCode() == LOCK_WAIT_TIMEOUT
                    || e.getErrorCode() == CHANGED_SINCE_READ;
        }
    }

    /** A key of the table does not allow the row: there is such a row already, or the one it belongs to is gone. */
    public static final class Violation extends DatabaseException {
        private static final long serialVersionUID = 1;
        private static final int DUPLICATE = 1062;
        private static final int NO_PARENT = 1452;

        private Violation(ErrorCode code, SQLException cause) {
            super(code, false, cause);
        }

        private static boolean is(SQLException e) {
            return e.getErrorCode() == DUPLICATE || e.getErrorCode() == NO_PARENT;
        }
    }
}
