package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.limit.Stop.Tally;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that the circuit breakers of two nodes count together. */
class BreakerCountsIT {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final BreakerLimits LIMITS = new BreakerLimits(4, 50, Duration.ofHours(1), Duration.ofMinutes(30));
    private static final Duration TIME_TO_ENTER = Duration.ofMinutes(10);
    private static final String AREA = "example.com";

    @AutoClose
    private static final TestDatabase SCHEMA = TestDatabase.fresh();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    private final Sql sql = new Sql(SCHEMA);
    private final Breaker one = node(Optional.of(LIMITS));
    private final Breaker other = node(Optional.of(LIMITS));

    private Breaker node(Optional<BreakerLimits> settings) {
        return new Breaker(new Database(SCHEMA.dataSource()), TestKeys.known(), settings);
    }

    @BeforeAll
    static void makeTables() {
        new Migrations("challenger").run(SCHEMA.dataSource());
    }

    @BeforeEach
    void deleteAllRows() {
        sql.run("DELETE FROM breaker_destination");
        sql.run("DELETE FROM breaker");
        log.clear();
    }

    private void message(String destination, Instant now) {
        granted(one.claim(AREA, destination, now));
    }

    private void messageMany(int count, Instant now) {
        for (int i = 0; i < count; i++) {
            message("person" + i, now);
        }
    }

    private static Claim.Granted granted(Optional<Claim> claim) {
        return assertInstanceOf(Claim.Granted.class, claim.orElseThrow());
    }

    private Problem refused(Breaker node, Instant now) {
        Problem refusal = assertInstanceOf(
                        Claim.Refused.class, node.claim(AREA, "somebody", now).orElseThrow())
                .problem();
        assertEquals(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, refusal.code());
        assertEquals(Optional.of("no messages to this area for now"), refusal.detail());
        return refusal;
    }

    private long rows(String table) {
        return sql.number("SELECT COUNT(*) FROM " + table);
    }

    private List<String> warnings() {
        return log.ours().stream().filter(line -> line.contains("are stopped")).toList();
    }

    @Test
    void theBreakerOpensOnEveryNodeWhenNobodyEnteredInTime() {
        messageMany(4, NOON);
        Instant tripped = NOON.plus(TIME_TO_ENTER);

        granted(other.claim(AREA, "somebody", tripped.minusMillis(1)));
        Problem refusal = refused(other, tripped);

        assertEquals(Optional.of(LIMITS.coolDown()), refusal.retryAfter());
        assertEquals(
                Optional.of(Duration.ofMinutes(29)),
                refused(one, tripped.plusSeconds(60)).retryAfter());
        assertEquals(
                List.of("Messages to example.com are stopped until 2026-11-21T12:40:00Z:"
                        + " only 0 of 4 destinations entered their TAN"),
                warnings());
        assertEquals(
                List.of(new Stop(AREA, tripped, tripped.plus(LIMITS.coolDown()), new Tally(4, 0))),
                other.list(tripped));
    }

    @Test
    void otherAreasAreNotAffected() {
        messageMany(4, NOON);
        Instant tripped = NOON.plus(TIME_TO_ENTER);
        refused(one, tripped);

        granted(one.claim("example.org", "person0", tripped));
        granted(one.claim("sub.example.com", "person0", tripped));
    }

    @Test
    void lateEntriesCount() {
        messageMany(4, NOON);
        Instant later = NOON.plus(TIME_TO_ENTER);
        other.entered(AREA, "person0");
        other.entered(AREA, "person1");

        granted(one.claim(AREA, "somebody", later));
    }

    @Test
    void enteringTwiceCountsOnce() {
        messageMany(4, NOON);
        one.entered(AREA, "person0");
        other.entered(AREA, "person0");

        refused(one, NOON.plus(TIME_TO_ENTER));

        assertEquals(new Tally(4, 1), one.list(NOON.plus(TIME_TO_ENTER)).get(0).tally());
    }

    @Test
    void oneDestinationNeverOpensTheBreakerHoweverOftenItAsks() {
        for (int i = 0; i < 100; i++) {
            message("person", NOON.plusSeconds(200L * i));
        }

        assertEquals(1, rows("breaker_destination"));
        assertEquals(0, rows("breaker"));
    }

    @Test
    void fewerThanTheMinimumNeverOpenTheBreaker() {
        for (int i = 0; i < 100; i++) {
            message("person" + i % 3, NOON.plus(Duration.ofMinutes(3L * i)));
        }

        assertEquals(List.of(), warnings());
    }

    @Test
    void messagesOlderThanTheWindowDoNotCount() {
        messageMany(4, NOON);

        granted(one.claim(AREA, "somebody", NOON.plus(LIMITS.window())));
    }

    @Test
    void entriesOfAnEarlierWindowDoNotCount() {
        messageMany(4, NOON);
        for (int i = 0; i < 4; i++) {
            one.entered(AREA, "person" + i);
        }
        Instant next = NOON.plus(LIMITS.window());
        messageMany(4, next);

        refused(one, next.plus(TIME_TO_ENTER));
    }

    @Test
    void aMessageThatWasNotHandedOverIsNotCounted() {
        messageMany(3, NOON);
        granted(one.claim(AREA, "person3", NOON)).giveBack(false);
        Instant later = NOON.plus(TIME_TO_ENTER);

        assertDoesNotThrow(() -> message("person3", later));

        refused(one, later.plus(TIME_TO_ENTER));
    }

    @Test
    void aFailedHandOverKeepsADestinationCountedThatGotEarlierMessages() {
        messageMany(4, NOON);
        granted(one.claim(AREA, "person3", NOON.plusSeconds(60))).giveBack(false);

        refused(one, NOON.plus(TIME_TO_ENTER));
    }

    @Test
    void theBreakerClosesByItselfAndCountsFromZero() {
        messageMany(4, NOON);
        Instant tripped = NOON.plus(TIME_TO_ENTER);
        refused(one, tripped);
        Instant closed = tripped.plus(LIMITS.coolDown());

        assertEquals(List.of(), one.list(closed));
        messageMany(3, closed.plusMillis(1));
        assertDoesNotThrow(() -> message("person0", closed.plus(TIME_TO_ENTER).plusMillis(1)));
        message("person3", closed.plus(TIME_TO_ENTER).plusMillis(1));
        refused(other, closed.plus(TIME_TO_ENTER.multipliedBy(2)).plusMillis(1));

        assertEquals(2, warnings().size());
    }

    @Test
    void anOperatorClosesTheBreakerByHandOnce() {
        messageMany(4, NOON);
        Instant tripped = NOON.plus(TIME_TO_ENTER);
        refused(one, tripped);

        assertFalse(other.close("example.org", tripped));
        assertTrue(other.close(AREA, tripped));
        assertFalse(other.close(AREA, tripped));

        assertEquals(List.of(), one.list(tripped));
        granted(one.claim(AREA, "somebody", tripped));
    }

    @Test
    void onlyOneNodeReportsAnOpening() {
        messageMany(4, NOON);

        List<Problem> refusals = AtOnce.run(16, i -> refused(i % 2 == 0 ? one : other, NOON.plus(TIME_TO_ENTER)));

        assertEquals(16, refusals.size());
        assertEquals(1, warnings().size());
        assertEquals(1, rows("breaker"));
    }

    @Test
    void concurrentMessagesAreAllCounted() {
        AtOnce.run(16, i -> (i % 2 == 0 ? one : other).claim(AREA, "person" + i % 4, NOON));

        refused(one, NOON.plus(TIME_TO_ENTER));

        assertEquals(new Tally(4, 0), one.list(NOON.plus(TIME_TO_ENTER)).get(0).tally());
    }

    @Test
    void refusedMessagesAreNotCounted() {
        messageMany(4, NOON);

        refused(one, NOON.plus(TIME_TO_ENTER));
        refused(one, NOON.plus(TIME_TO_ENTER).plusSeconds(1));

        assertEquals(4, rows("breaker_destination"));
    }

    @Test
    void aBreakerThatIsOffCountsAndRefusesNothing() {
        messageMany(4, NOON);
        refused(one, NOON.plus(TIME_TO_ENTER));
        Breaker off = node(Optional.empty());

        assertEquals(Optional.empty(), off.claim(AREA, "somebody", NOON.plus(TIME_TO_ENTER)));
        off.entered(AREA, "somebody");

        assertEquals(List.of(), off.list(NOON.plus(TIME_TO_ENTER)));
        assertEquals(4, rows("breaker_destination"));
    }

    @Test
    void anEntryThatCannotBeCountedIsLoggedAndDoesNotFail() {
        sql.run("RENAME TABLE breaker_destination TO elsewhere");
        try {
            assertDoesNotThrow(() -> one.entered(AREA, "person"));
        } finally {
            sql.run("RENAME TABLE elsewhere TO breaker_destination");
        }

        assertTrue(log.ours().get(0).contains("not counted"), log.ours().toString());
    }

    @Test
    void countersOutsideTheWindowArePurged() {
        messageMany(4, NOON);
        Instant tripped = NOON.plus(TIME_TO_ENTER);
        refused(one, tripped);

        one.purge(NOON.plus(LIMITS.window()).plus(Budgets.CLOCK_SKEW).minusMillis(1));
        assertEquals(4, rows("breaker_destination"));
        one.purge(NOON.plus(LIMITS.window()).plus(Budgets.CLOCK_SKEW));
        assertEquals(0, rows("breaker_destination"));
        assertEquals(1, rows("breaker"));
        one.purge(tripped.plus(LIMITS.coolDown()).plus(LIMITS.window()).plus(Budgets.CLOCK_SKEW));

        assertEquals(0, rows("breaker"));
    }

    @Test
    void noAddressIsInTheDatabase() {
        message("person@example.com", NOON);

        String rows = sql.rows("SELECT CAST(area AS CHAR CHARACTER SET latin1) a,"
                        + " CAST(destination AS CHAR CHARACTER SET latin1) d FROM breaker_destination")
                .toString();

        assertFalse(rows.contains("example"), rows);
    }
}
