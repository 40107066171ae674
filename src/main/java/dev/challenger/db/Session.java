package dev.challenger.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The variables that our statements need. A connection of our own pool gets them once. A connection of a container's DataSource
 * also serves other code, so there each statement brings them along; in both cases they cost no round trip.
 *
 * <p>The time limit ends statements that take too long, usually because of a lock wait: a statement that was reported as failed
 * is not carried out later. On a Galera cluster, statements wait until the node has applied what other nodes have committed, so
 * that nobody sees a state older than an answer already given.
 */
public final class Session {
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String TIME_LIMIT = "max_statement_time = " + LIMIT.toSeconds();

    /** Waits before statements that read (1), update or delete (2), and insert (4). */
    private static final String CAUSAL = "wsrep_sync_wait = 7";

    private static final String CAUSAL_IF_GALERA = "wsrep_sync_wait = IF(@@wsrep_on, 7, 0)";
    private static final int UNKNOWN_VARIABLE = 1193;

    private Session() {}

    /** Sets the variables of a new connection of our own. */
    public static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute("SET " + TIME_LIMIT + ", " + CAUSAL_IF_GALERA);
            } catch (SQLException e) {
                if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                    throw e;
                }
                // A server that was built without Galera.
                statement.execute("SET " + TIME_LIMIT);
            }
        }
    }

    /** Returns how statements are prepared on connections that also serve other code. */
    public static Preparing foreign(boolean galera) {
        String prefix = "SET STATEMENT " + TIME_LIMIT + (galera ? ", " + CAUSAL : "") + " FOR ";
        return (connection, sql, keys) -> connection.prepareStatement(prefix + sql, keys);
    }
}
