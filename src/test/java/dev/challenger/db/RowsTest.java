package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.wire.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks the compare-and-set loop on a row in memory. */
class RowsTest {
    private final List<String> written = new ArrayList<>();
    private int row = 1;

    private record Next(String after) implements Rows.Change<String> {}

    private Optional<String> read() {
        return Optional.of("row " + row);
    }

    @Test
    void theDecisionIsWrittenAndReturned() {
        Optional<Next> change = Rows.update(this::read, before -> new Next(before + " changed"), written::add);

        assertEquals(Optional.of(new Next("row 1 changed")), change);
        assertEquals(List.of("row 1 changed"), written);
    }

    @Test
    void anEqualRowIsNotWritten() {
        assertEquals(Optional.of(new Next("row 1")), Rows.update(this::read, Next::new, written::add));
        assertEquals(List.of(), written);
    }

    @Test
    void withoutARowNothingIsDecided() {
        assertEquals(Optional.empty(), Rows.<String, Next>update(Optional::empty, Next::new, written::add));
    }

    @Test
    void aLostRoundReadsAndDecidesAgain() {
        Optional<Next> change = Rows.update(this::read, before -> new Next(before + " changed"), after -> {
            written.add(after);
            Rows.requireOne(row++ == 3 ? 1 : 0);
        });

        assertEquals(Optional.of(new Next("row 3 changed")), change);
        assertEquals(List.of("row 1 changed", "row 2 changed", "row 3 changed"), written);
    }

    @Test
    void afterFiftyLostRoundsTheProblemKeepsAllConflicts() {
        SQLException cause = new SQLException("deadlock", "40001", 1213);
        Conflict deadlock = (Conflict) DatabaseException.of(ErrorCode.GENERIC_DB_STORE_FAILED, cause);

        DatabaseException problem = assertThrows(
                DatabaseException.class,
                () -> Rows.update(this::read, before -> new Next("changed"), after -> {
                    written.add(after);
                    if (written.size() == 7) {
                        throw deadlock;
                    }
                    Rows.requireOne(0);
                }));

        assertEquals(50, written.size());
        assertEquals(ErrorCode.GENERIC_DB_SOFT_FAILURE, problem.code());
        assertEquals(503, problem.status());
        assertEquals(Optional.of(Duration.ofSeconds(5)), problem.retryAfter());
        assertEquals(Optional.empty(), problem.detail());
        assertEquals(
                "GENERIC_DB_SOFT_FAILURE (lost 50 rounds: {SQLSTATE 40001, error 1213=1, the row was changed=49})",
                problem.getMessage());
        assertEquals(50, problem.getSuppressed().length);
        assertSame(deadlock, problem.getSuppressed()[6]);
        assertSame(cause, problem.getSuppressed()[6].getCause());
    }

    /** A row that several nodes change at once would otherwise be fought for at full speed. */
    @Test
    void pausesGrowAndAreBounded() {
        List<Long> pauses = new ArrayList<>();

        assertThrows(
                DatabaseException.class,
                () -> Rows.again(
                        () -> {
                            Rows.requireOne(0);
                            return "never";
                        },
                        pauses::add));

        assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 64L, 128L, 250L, 250L), pauses.subList(0, 9));
        assertEquals(48, pauses.size());
        assertTrue(pauses.stream().mapToLong(Long::longValue).sum() < 11_000, pauses.toString());
    }

    @Test
    void otherFailuresEndTheLoop() {
        DatabaseException failure = DatabaseException.of(
                ErrorCode.GENERIC_DB_STORE_FAILED, new SQLException("no such table", "42S02", 1146));

        assertSame(
                failure,
                assertThrows(
                        DatabaseException.class,
                        () -> Rows.again(() -> {
                            written.add("round");
                            throw failure;
                        })));
        assertEquals(1, written.size());
    }
}
