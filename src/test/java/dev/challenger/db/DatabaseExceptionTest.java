package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.wire.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which problem each error of MariaDB becomes. */
class DatabaseExceptionTest {
    private static DatabaseException of(String state, int error) {
        return DatabaseException.of(
                ErrorCode.GENERIC_DB_STORE_FAILED,
                new SQLException("said of person@example.com\nQuery is: UPDATE", state, error));
    }

    @ParameterizedTest
    @CsvSource({
        "connection lost, 08000, 0, cannot be reached",
        "the node is not part of its Galera cluster, 08S01, 1047, cannot be reached",
        "the server stops, 70100, 1053, cannot be reached",
        "the statement took too long, 70100, 1969, takes too long",
        "somebody keeps the row, HY000, 1205, takes too long",
        "read-only, HY000, 1290, takes no changes now",
        "read-only, HY000, 1836, takes no changes now"
    })
    void transientErrorsAre503AndNotRepeatedAtOnce(String what, String state, int error, String told) {
        DatabaseException failure = of(state, error);

        assertEquals(503, failure.status(), what);
        assertEquals(Optional.of("the database " + told), failure.detail(), what);
        assertEquals(
                1, String.valueOf(failure.getMessage()).lines().count(), "the message does not contain the statement");
        assertFalse(failure instanceof Conflict, what);
    }

    @ParameterizedTest
    @CsvSource({"deadlock, 40001, 1213", "changed since it was read, HY000, 1020"})
    void conflictsMayBeRetried(String what, String state, int error) {
        assertTrue(of(state, error) instanceof Conflict, what);
    }

    @Test
    void permanentErrorsAre500AndNotQuoted() {
        DatabaseException failure = of("42S02", 1146);

        assertEquals(500, failure.status());
        assertFalse(String.valueOf(failure.getMessage()).contains("person@example.com"), failure.getMessage());
    }

    @Test
    void errorsOfTheDriverKeepTheirMessage() {
        SQLException refusal = new SQLException("MariaDB 10.6 or later is needed");

        DatabaseException failure = DatabaseException.of(ErrorCode.GENERIC_DB_START_FAILED, refusal);

        assertEquals("GENERIC_DB_START_FAILED (MariaDB 10.6 or later is needed)", failure.getMessage());
    }
}
