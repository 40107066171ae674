package dev.challenger.db;

import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked to: status 503 while it cannot be reached, else 500. */
public class DatabaseException extends Problem {
    private static final long serialVersionUID = 1;

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
        return Conflict.is(cause) ? new Conflict(cause) : new DatabaseException(code, isConnectionLost(cause), cause);
    }

    private static boolean isConnectionLost(SQLException e) {
        @Nullable String state = e.getSQLState();
        return e instanceof SQLTransientConnectionException || state != null && state.startsWith("08");
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
}
