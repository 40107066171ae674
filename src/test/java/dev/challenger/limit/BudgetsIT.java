package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.db.Rows;
import dev.challenger.secret.Keys;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that budgets count together in one database, across threads and nodes. */
class BudgetsIT {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Map<Subject, String> MESSAGE =
            Map.of(Subject.DESTINATION, "person@example.com", Subject.CLIENT, "1");

    @AutoClose
    private static final TestDatabase SCHEMA = TestDatabase.fresh();

    private final Database database = new Database(SCHEMA.dataSource());
    private final Keys keys = TestKeys.known();

    @BeforeAll
    static void makeTables() {
        new Migrations("challenger").run(SCHEMA.dataSource());
        new Sql(SCHEMA).run("CREATE TABLE claimed (version INT NOT NULL)");
        new Sql(SCHEMA).run("INSERT INTO claimed VALUES (0)");
    }

    @BeforeEach
    void deleteAllRows() {
        new Sql(SCHEMA).run("DELETE FROM budget");
    }

    /** Counts a message together with the change of a row. */
    private Claim claim(Budgets budgets, Map<Subject, String> message, Instant now) {
        dev.challenger.db.Sql row = new dev.challenger.db.Sql("UPDATE claimed SET version = version + 1");
        return Rows.again(() -> budgets.counting(message, now).with(database, row));
    }

    private Budgets perDestination(int count) {
        return Budgets.ofValidations(
                database, keys, Map.of(Subject.DESTINATION, new Budget(count, Duration.ofDays(1))));
    }

    @Test
    void aUsedUpBudgetIsFreshInTheNextWindow() {
        Budgets budgets = perDestination(2);
        claim(budgets, MESSAGE, NOON);
        claim(budgets, MESSAGE, NOON.plusSeconds(1));

        Problem refusal = refusal(claim(budgets, MESSAGE, NOON.plusSeconds(2)));

        assertEquals(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, refusal.code());
        assertEquals(Duration.ofHours(12).minusSeconds(2), refusal.retryAfter().orElseThrow());
        granted(claim(budgets, MESSAGE, NOON.plus(Duration.ofHours(12))));
    }

    @Test
    void aHandOverThatFailedIsNotCounted() {
        Budgets budgets = perDestination(1);

        granted(claim(budgets, MESSAGE, NOON)).giveBack(false);

        granted(claim(budgets, MESSAGE, NOON));
        refusal(claim(budgets, MESSAGE, NOON));
    }

    @Test
    void aRefusedMessageIsCountedInNoBudgetAndChangesNoRow() {
        Budgets budgets = Budgets.ofValidations(
                database,
                keys,
                Map.of(
                        Subject.DESTINATION, new Budget(10, Duration.ofDays(1)),
                        Subject.PREFIX, new Budget(10, Duration.ofDays(1)),
                        Subject.COUNTRY, new Budget(1, Duration.ofDays(1)),
                        Subject.SERVICE, new Budget(10, Duration.ofDays(1))));
        Map<Subject, String> message = Map.of(
                Subject.DESTINATION, "+41791234567",
                Subject.PREFIX, "+4179123",
                Subject.COUNTRY, "CH",
                Subject.SERVICE, "");
        claim(budgets, message, NOON);

        long version = new Sql(SCHEMA).number("SELECT version FROM claimed");

        Problem refusal = refusal(claim(budgets, message, NOON));

        assertEquals(Optional.of("budget per country"), refusal.detail());
        assertEquals(List.of(1, 1, 1, 1), database.list("SELECT used FROM budget", row -> row.getInt("used")));
        assertEquals(version, new Sql(SCHEMA).number("SELECT version FROM claimed"), "the row of the message");
    }

    @Test
    void concurrentRequestsGetExactlyTheBudget() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Budgets one = perDestination(10);
            Budgets other = perDestination(10);
            List<Callable<Boolean>> claims = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Budgets node = i % 2 == 0 ? one : other;
                claims.add(() -> granted(node));
            }

            int granted = 0;
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                granted += claim.get() ? 1 : 0;
            }

            assertEquals(10, granted);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean granted(Budgets budgets) {
        Claim claim = claim(budgets, MESSAGE, NOON);
        if (claim instanceof Claim.Refused refused) {
            assertEquals(
                    ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, refused.problem().code());
            return false;
        }
        return true;
    }

    private static Claim.Granted granted(Claim claim) {
        return assertInstanceOf(Claim.Granted.class, claim);
    }

    private static Problem refusal(Claim claim) {
        return assertInstanceOf(Claim.Refused.class, claim).problem();
    }

    @Test
    void endedWindowsArePurged() {
        Budgets budgets = perDestination(1);
        claim(budgets, MESSAGE, NOON);
        claim(budgets, MESSAGE, NOON.plus(Duration.ofDays(1)));

        budgets.purge(NOON.plus(Duration.ofDays(1)).plus(Budgets.CLOCK_SKEW));

        assertEquals(
                1, database.list("SELECT 1 FROM budget", row -> row.getInt(1)).size());
    }

    @Test
    void aNodeWhoseClockIsWrongDeletesNoCountThatAnotherNeeds() {
        Budgets slow = perDestination(10);
        Budgets fast = perDestination(10);
        Instant end = Instant.parse("2026-11-22T00:00:00Z");
        int inOldWindow = 0;
        for (int second = -600; second < 90; second += 10) {
            Instant now = end.plusSeconds(second);
            inOldWindow += claim(slow, MESSAGE, now.minusSeconds(90)) instanceof Claim.Granted ? 1 : 0;
            fast.purge(now.plusSeconds(90));
            slow.purge(now.minusSeconds(90));
        }

        assertEquals(10, inOldWindow);
    }
}
