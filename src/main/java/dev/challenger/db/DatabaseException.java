package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement failed. The status is 503 while the database cannot be reached, is read-only or takes too long; otherwise
 * it is 500.
 */
public class DatabaseException extends Problem {
    private static final long serialVersionUID = 1;
    private static final String UNREACHABLE = "the database cannot be reached";

    /** The class of SQLSTATEs for a connection that cannot be made or was lost. */
    private static final String CONNECTION_FAILED = "08";

    /** The server killed the statement or its connection, as it does when it stops. */
    private static final String KILLED = "70100";

    /** The server is read-only, for example during a failover. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836);

    /** The statement exceeded its time limit, usually in a lock wait. */
    private static final Set<Integer> TOO_LONG = Set.of(1205, 1969);

    private final String explanation;

    /** @param passing the reason why the statement will work later; null if it will not */
    private DatabaseException(ErrorCode code, @Nullable String passing, SQLException cause) {
        super(code, passing == null ? 500 : 503, passing, null, cause);
        // The server's message may quote a value of the statement.
        this.explanation = passing == null ? state(cause).orElseGet(() -> words(cause)) : words(cause);
    }

    private DatabaseException(String explanation, @Nullable Throwable cause) {
        super(ErrorCode.GENERIC_DB_SOFT_FAILURE, ErrorCode.GENERIC_DB_SOFT_FAILURE.status(), null, null, cause);
        this.explanation = explanation;
    }

    /** Returns the SQLSTATE and error number; empty if the failure does not come from the server. */
    private static Optional<String> state(SQLException cause) {
        return chain(cause)
                .filter(sql -> sql.getSQLState() != null)
                .findFirst()
                .map(sql -> "SQLSTATE " + sql.getSQLState() + ", error " + sql.getErrorCode());
    }

    /** Returns the first line of the message; drivers append the statement in further lines. */
    private static String words(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Returns the code with the explanation of the database, for the log. */
    @Override
    public String getMessage() {
        return super.getMessage() + " (" + explanation + ")";
    }

    /** Returns the exception for a connection that could not be made. */
    static DatabaseException unreachable(SQLException cause) {
        return new DatabaseException(ErrorCode.GENERIC_DB_START_FAILED, UNREACHABLE, cause);
    }

    /**
     * Returns the exception for a failed statement.
     *
     * @param code of the kind of statement, reading or writing
     */
    static DatabaseException of(ErrorCode code, SQLException cause) {
        if (Conflict.is(cause)) {
            return new Conflict(cause);
        }
        return Violation.is(cause) ? new Violation(code, cause) : new DatabaseException(code, passing(cause), cause);
    }

    /** Returns the exception of a compare-and-set loop that lost every round; the conflicts are its suppressed exceptions. */
    static DatabaseException overtaken(List<Conflict> lost) {
        Map<String, Integer> reasons = new TreeMap<>();
        lost.forEach(conflict -> reasons.merge(((DatabaseException) conflict).explanation, 1, Integer::sum));
        DatabaseException overtaken = new DatabaseException("lost " + lost.size() + " rounds: " + reasons, null);
        lost.forEach(overtaken::addSuppressed);
        return overtaken;
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

    /** Returns the exception and its causes; connection pools wrap the driver's exception. */
    private static Stream<SQLException> chain(SQLException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    private static boolean isConnectionState(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION_FAILED) || state.equals(KILLED));
    }

    /** Another request changed the same row at the same time. {@link Rows} repeats the work then. */
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1;
        private static final int DEADLOCK = 1213;
        private static final int CHANGED_SINCE_READ = 1020;

        private Conflict(SQLException cause) {
            super(ErrorCode.GENERIC_DB_SOFT_FAILURE, null, cause);
        }

        private Conflict(String explanation, @Nullable Violation cause) {
            super(explanation, cause);
        }

        /** Returns the conflict for a row that no longer has the version that was read. */
        static Conflict changed() {
            return new Conflict("the row was changed", null);
        }

        /** Returns the conflict for a row that another request inserted first. */
        public static Conflict inserted(Violation cause) {
            return new Conflict("the row was inserted", cause);
        }

        /** Galera reports a certification failure as a deadlock. */
        private static boolean is(SQLException e) {
            return "40001".equals(e.getSQLState())
                    || e.getErrorCode() == DEADLOCK
                    || e.getErrorCode() == CHANGED_SINCE_READ;
        }
    }

    /** A key of the table does not allow the row: an equal row exists already, or the row it refers to is gone. */
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
