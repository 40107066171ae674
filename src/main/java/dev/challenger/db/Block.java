package dev.challenger.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two statements as one, see {@code Database.both}. MariaDB runs them in a block, which is one transaction. The veto is a
 * statement of its own, since a query in a condition would lock the rows that it reads.
 */
record Block<T>(Sql update, Sql insert, Sql veto, Row<T> row) {
    String text() {
        return """
                BEGIN NOT ATOMIC
                    DECLARE vetoes BIGINT DEFAULT 0;
                    DECLARE EXIT HANDLER FOR SQLEXCEPTION
                    BEGIN
                        ROLLBACK;
                        RESIGNAL;
                    END;
                    START TRANSACTION;
                    :update;
                    IF ROW_COUNT() = 1 THEN
                        :insert;
                        :veto;
                        IF vetoes > 0 THEN
                            ROLLBACK;
                        END IF;
                    END IF;
                    COMMIT;
                END
                """.replace(":update", update.text())
                .replace(":insert", insert.text())
                .replace(":veto", veto.text());
    }

    @Nullable
    Object[] arguments() {
        return Stream.of(update.arguments(), insert.arguments(), veto.arguments())
                .flatMap(Stream::of)
                .toArray();
    }

    Optional<List<T>> run(PreparedStatement statement) throws SQLException {
        try {
            return rows(statement);
        } catch (SQLException e) {
            endTransaction(statement.getConnection(), e);
            throw e;
        }
    }

    /** Returns the rows of the first result, if it has rows, after reading all results: the last one may be an error. */
    private Optional<List<T>> rows(PreparedStatement statement) throws SQLException {
        Optional<List<T>> read = Optional.empty();
        boolean hasRows = statement.execute();
        while (hasRows || statement.getUpdateCount() != -1) {
            if (hasRows) {
                read = Optional.of(row.all(statement.getResultSet()));
            }
            hasRows = statement.getMoreResults();
        }
        return read;
    }

    /** Makes sure that the transaction does not go on with the next statement, should the handler not have run. */
    private static void endTransaction(Connection connection, SQLException failure) throws SQLException {
        try (Statement rollback = connection.createStatement()) {
            rollback.execute("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
            connection.abort(Runnable::run);
        }
    }
}
