package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.db.DatabaseException.Violation;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that two statements in one round trip are carried out both or not at all, and leave no transaction open. */
class BothStatementsIT {
    private static final Sql CLAIM =
            new Sql("UPDATE claim SET version = version + 1 WHERE id = ? AND version = ?", 1, 0);

    @AutoClose
    private final TestDatabase schema = TestDatabase.fresh();

    /** All statements run on one connection, as they may in a pool. */
    @AutoClose
    private final BasicDataSource pool = new BasicDataSource();

    private final Database database = new Database(pool);
    private final dev.challenger.testing.Sql sql = new dev.challenger.testing.Sql(schema);

    @BeforeEach
    void makeTables() {
        pool.setUrl(schema.jdbcUrl());
        pool.setUsername(schema.user());
        pool.setPassword(schema.password());
        pool.setMaxTotal(1);
        sql.run("CREATE TABLE claim (id INT PRIMARY KEY, version INT NOT NULL)");
        sql.run("CREATE TABLE counted (subject INT PRIMARY KEY, used INT NOT NULL)");
        sql.run("INSERT INTO claim VALUES (1, 0)");
    }

    private static Sql count(String rows) {
        return new Sql("INSERT INTO counted " + rows + " ON DUPLICATE KEY UPDATE used = used + 1 RETURNING used");
    }

    private Optional<List<Integer>> both(Sql insert) {
        return both(insert, Integer.MAX_VALUE);
    }

    private Optional<List<Integer>> both(Sql insert, int most) {
        Sql veto = new Sql("SELECT COUNT(*) INTO vetoes FROM counted WHERE subject = ? AND used > ?", 7, most);
        return database.both(CLAIM, insert, veto, row -> row.getInt("used"));
    }

    private void assertState(int version, int counted) {
        assertEquals(version, sql.number("SELECT version FROM claim"));
        assertEquals(counted, sql.number("SELECT COUNT(*) FROM counted"));
        database.update("INSERT INTO claim VALUES (2, 0)");
        assertEquals(2, sql.number("SELECT COUNT(*) FROM claim"), "a transaction is left open");
    }

    @Test
    void bothAreCarriedOut() {
        assertEquals(Optional.of(List.of(1, 1)), both(count("VALUES (7, 1), (8, 1)")));

        assertState(1, 2);
    }

    @Test
    void whereTheFirstTouchesNoRowNothingIsInserted() {
        sql.run("UPDATE claim SET version = 5");

        assertEquals(Optional.empty(), both(count("VALUES (7, 1)")));

        assertState(5, 0);
    }

    @Test
    void aVetoUndoesBoth() {
        sql.run("INSERT INTO counted VALUES (7, 5)");

        assertEquals(Optional.of(List.of(6)), both(count("VALUES (7, 1)"), 5));

        assertEquals(5, sql.number("SELECT used FROM counted"));
        assertState(0, 1);
    }

    @Test
    void ifTheSecondFailsTheFirstIsUndone() {
        sql.run("INSERT INTO claim VALUES (2, 0)");
        Sql taken = new Sql("INSERT INTO claim VALUES (2, 0) RETURNING version AS used");

        assertThrows(Violation.class, () -> both(taken));

        sql.run("DELETE FROM claim WHERE id = 2");
        assertState(0, 0);
    }

    /** The server kills a statement that takes too long. */
    @Test
    void aKilledStatementLeavesNoTransactionOpen() {
        CompletableFuture<Optional<List<Integer>>> slow =
                CompletableFuture.supplyAsync(() -> both(count("SELECT 7, 1 + SLEEP(20)")));
        String running = "SELECT COALESCE(MAX(id), 0) FROM information_schema.processlist"
                + " WHERE state = 'User sleep' AND info LIKE '%counted%' AND id <> CONNECTION_ID()";
        Waiting.until("the statement runs", () -> sql.number(running) > 0);
        sql.run("KILL QUERY " + sql.number(running));

        assertThrows(RuntimeException.class, slow::join);

        assertState(0, 0);
    }
}
