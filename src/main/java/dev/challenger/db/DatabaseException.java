package dev.challenger.db;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement failed. The status is 503, with {@code Retry-After}, while the database cannot be reached, is read-only, takes
 * too long, or has reached a limit of the account, and while other requests change the same row again and again; otherwise
 * it is 500.
 */
public class DatabaseException extends Problem {
    private static final long serialVersionUID = 1;
    private static final int UNAVAILABLE = 503;

    /** The time after which a client should try again. The service itself tries with each request. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final String explanation;

    private DatabaseException(ErrorCode code, Passing passing, SQLException cause) {
        super(code, UNAVAILABLE, passing.sentence(), RETRY_AFTER, cause);
        this.explanation = words(cause);
    }

    /** The failure will not pass. */
    private DatabaseException(ErrorCode code, SQLException cause) {
        super(code, code.status(), null, null, cause);
        // The server's message may quote a value of the statement.
        this.explanation = state(cause).orElseGet(() -> words(cause));
    }

    /** All rounds are lost. */
    private DatabaseException(String explanation) {
        super(ErrorCode.GENERIC_DB_SOFT_FAILURE, UNAVAILABLE, null, RETRY_AFTER, null);
        this.explanation = explanation;
    }

    /** A round is lost. */
    private DatabaseException(String explanation, @Nullable Throwable cause) {
        super(ErrorCode.GENERIC_DB_SOFT_FAILURE, ErrorCode.GENERIC_DB_SOFT_FAILURE.status(), null, null, cause);
        this.explanation = explanation;
    }

    /** Returns the SQLSTATE and error number; empty if the failure does not come from the server. */
    private static Optional<String> state(SQLException cause) {
        return Passing.chain(cause)
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

    /**
     * Returns the message with that of the server. For the start and for commands only: in requests, the server may quote a
     * value that a stranger sent.
     */
    public String explained() {
        Throwable root = this;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return getMessage().contains(reason) ? getMessage() : getMessage() + ": " + reason;
    }

    /** Returns true if the same work will succeed later, without a change to the service or its settings. */
    public boolean passes() {
        return status() == UNAVAILABLE;
    }

    /** Returns the exception for a connection that could not be made while the service runs, whatever the reason. */
    static DatabaseException unreachable(SQLException cause) {
        return new DatabaseException(
                ErrorCode.GENERIC_DB_START_FAILED, Passing.of(cause).orElse(Passing.UNREACHABLE), cause);
    }

    /**
     * Returns the exception for a connection that could not be made at the start. It passes unless the server itself refused,
     * for example the password.
     */
    static DatabaseException notConnected(SQLException cause) {
        boolean refused = state(cause).isPresent() && Passing.of(cause).isEmpty();
        return refused ? new DatabaseException(ErrorCode.GENERIC_DB_START_FAILED, cause) : unreachable(cause);
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
        if (Violation.is(cause)) {
            return new Violation(code, cause);
        }
        return Passing.of(cause)
                .map(passing -> new DatabaseException(code, passing, cause))
                .orElseGet(() -> new DatabaseException(code, cause));
    }

    /** Returns the exception of a compare-and-set loop that lost every round; the conflicts are its suppressed exceptions. */
    static DatabaseException overtaken(List<Conflict> lost) {
        Map<String, Integer> reasons = new TreeMap<>();
        lost.forEach(conflict -> reasons.merge(((DatabaseException) conflict).explanation, 1, Integer::sum));
        DatabaseException overtaken = new DatabaseException("lost " + lost.size() + " rounds: " + reasons);
        lost.forEach(overtaken::addSuppressed);
        return overtaken;
    }

    /** Another request changed the same row at the same time. {@link Rows} repeats the work then. */
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1;
        private static final int DEADLOCK = 1213;
        private static final int CHANGED_SINCE_READ = 1020;

        private Conflict(SQLException cause) {
            super(ErrorCode.GENERIC_DB_SOFT_FAILURE, cause);
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
            super(code, cause);
        }

        private static boolean is(SQLException e) {
            return e.getErrorCode() == DUPLICATE || e.getErrorCode() == NO_PARENT;
        }
    }
}
