package dev.challenger.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The work of a database server, as the server itself counts it: of all its clients, and whatever the driver makes of the
 * calls to it.
 *
 * @param statements without those that prepare, and without pings
 * @param roundTrips statements, pings and preparations
 * @param commits transactions that changed rows; without a binary log, the statements that change rows, where the two of a
 *     transaction of its own count as one
 * @param redoBytes written to the redo log
 */
public record DatabaseCounts(long statements, long roundTrips, long commits, long redoBytes) {

    /** Reads the counts since the server's start. The statement that reads them does not count. */
    public static DatabaseCounts read(Connection connection) {
        Map<String, Long> status = status(connection);
        long statements = sum(status, "Questions") - sum(status, "Com_show_status");
        long logged = sum(status, "Binlog_commits");
        return new DatabaseCounts(
                statements,
                statements + sum(status, "Com_admin_commands", "Com_stmt_prepare"),
                logged > 0 ? logged : sum(status, "Com_insert", "Com_update", "Com_delete") - sum(status, "Com_commit"),
                sum(status, "Innodb_os_log_written"));
    }

    private static long sum(Map<String, Long> status, String... names) {
        return Stream.of(names)
                .mapToLong(name -> Objects.requireNonNull(status.get(name), name))
                .sum();
    }

    /** Returns the counts since earlier ones. */
    public DatabaseCounts since(DatabaseCounts earlier) {
        return new DatabaseCounts(
                statements - earlier.statements,
                roundTrips - earlier.roundTrips,
                commits - earlier.commits,
                redoBytes - earlier.redoBytes);
    }

    /** Returns both together. */
    public DatabaseCounts plus(DatabaseCounts more) {
        return new DatabaseCounts(
                statements + more.statements,
                roundTrips + more.roundTrips,
                commits + more.commits,
                redoBytes + more.redoBytes);
    }

    private static Map<String, Long> status(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SHOW GLOBAL STATUS
                         WHERE Variable_name IN ('Questions', 'Com_show_status', 'Com_insert', 'Com_update', 'Com_delete',
                                                 'Com_commit', 'Com_admin_commands', 'Com_stmt_prepare', 'Binlog_commits',
                                                 'Innodb_os_log_written')
                        """)) {
            Map<String, Long> status = new HashMap<>();
            while (rows.next()) {
                status.put(rows.getString(1), rows.getLong(2));
            }
            return status;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
