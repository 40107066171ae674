package dev.challenger.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException;
import dev.challenger.db.Session;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that events wait for the database, and that few statements store many of them. */
class EventLogIT {
    private static final int MANY = 120;

    @AutoClose
    private final World world = World.with();

    private final Sql sql = new Sql(world.database());
    private final Database database = Database.closed(world.database().dataSource());
    private final EventLog events = new EventLog(database);

    private AuditLine line(AuditEvent event, long id) {
        return AuditLine.of(event)
                .with(AuditField.AT, "2026-11-21T12:00:00Z")
                .with(AuditField.VALIDATION, id)
                .with(AuditField.NETWORK, "192.0.2.0/24");
    }

    private long validation() {
        world.node().client().setup();
        long id = sql.number("SELECT MAX(id) FROM validation");
        world.node().challenger().recording().storeEvents();
        sql.run("UPDATE validation SET events = ''");
        return id;
    }

    @Test
    void eventsWaitWhileTheDatabaseIsAway() {
        long id = validation();
        events.add(line(AuditEvent.SETUP, id));
        assertThrows(DatabaseException.class, events::write);
        events.add(line(AuditEvent.SOLVED, id));
        assertFalse(events.isCrowded());
        assertThrows(DatabaseException.class, events::write);

        database.open(Session.foreign(false));
        events.write();

        assertEquals("""
                {"at":"2026-11-21T12:00:00Z","event":"setup"}
                {"at":"2026-11-21T12:00:00Z","event":"solved"}
                """, sql.rows("SELECT events FROM validation").get(0).get("events"));
    }

    @Test
    void theLastEventsAreStoredAtTheEnd() {
        Node node = world.node();
        TestClient client = node.client();
        client.challenged();
        node.close();

        assertEquals(
                1,
                sql.number(
                        "SELECT COUNT(*) FROM validation WHERE events LIKE '%\"setup\"%' AND events LIKE '%\"sent\"%'"));
    }

    @Test
    void manyRowsGetTheirOwnEventsAndThoseThatAreGoneNone() {
        database.open(Session.foreign(false));
        long first = validation();
        for (int i = 1; i < MANY; i++) {
            sql.run(
                    "INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued)"
                            + " SELECT client_id, UNHEX(SHA2(" + i
                            + ", 256)), expires_at, purge_at, FALSE, 3, 0 FROM validation LIMIT 1");
        }
        List<Long> ids = sql.rows("SELECT id FROM validation").stream()
                .map(row -> Long.parseLong(String.valueOf(row.get("id"))))
                .toList();

        ids.forEach(id -> events.add(line(AuditEvent.WRONG, id).with(AuditField.REASON, "row " + id)));
        events.add(line(AuditEvent.WRONG, first + 100_000));
        events.write();

        assertEquals(
                MANY, sql.number("SELECT COUNT(*) FROM validation WHERE events LIKE CONCAT('%\"row ', id, '\"}%')"));
    }

    @Test
    void eventsBeyondTheBoundOfTheQueueAreLostAndCounted() {
        long id = validation();
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 20_007; i++) {
                events.add(line(AuditEvent.FETCHED, id));
            }
            assertTrue(events.isCrowded());
            assertThrows(DatabaseException.class, events::write);
            database.open(Session.foreign(false));
            events.write();
            events.write();

            assertEquals(
                    List.of("7 events are only in the audit log, since the database was away for long"),
                    log.all().stream()
                            .filter(entry -> entry.logger().equals(EventLog.class.getName()))
                            .map(CapturedLog.Entry::text)
                            .toList());
        }
        assertTrue(sql.number("SELECT LENGTH(events) FROM validation") < 2 * TraceStore.FULL);
    }
}
