package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.AddressHashes;
import dev.challenger.audit.Audit;
import dev.challenger.db.Database;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.secret.Secrets;
import dev.challenger.statistics.Statistics;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.World;
import dev.challenger.text.Languages;
import dev.challenger.transmission.Operator;
import dev.challenger.validation.ExpiryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that housekeeping finds expired rows by an index: its cost does not depend on the rows that stay. */
class PurgeCostIT {
    private static final int STAYING = 5_000;
    /** So many that a database might prefer to go through the whole table. */
    private static final int EXPIRED = 9_900;

    private static final int SLICE = 20;

    /** Rows that a deletion reads for each row that it deletes: the row itself, and those that refer to it. */
    private static final int READS_PER_ROW = 4;

    private static final String NUMBERS =
            "(WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n)";

    @AutoClose
    private final World world = World.with();

    private final Sql sql = new Sql(world.database());
    private final long client = world.node().client().id();
    private final Instant now = world.clock().instant();
    /** Long enough ago for the tables that allow for clocks that differ. */
    private final long past = now.minus(Duration.ofDays(2)).toEpochMilli();

    private final long future = now.plus(Duration.ofDays(2)).toEpochMilli();

    /**
     * Inserts rows. In the order of the primary key, those that stay come first.
     *
     * @param columns with {@code $KEY} for a hash that differs in each row and {@code $AT} for the time when it expires
     */
    private void fill(String table, String columns, String values) {
        Stream.of(Map.entry(STAYING, future), Map.entry(EXPIRED, past))
                .forEach(kind -> sql.run("INSERT INTO " + table + " (" + columns + ") SELECT "
                        + values.replace("$AT", kind.getValue().toString())
                                .replace("$KEY", "UNHEX(SHA2(CONCAT(a.i, '-', b.i, '-" + kind.getKey() + "'), 256))")
                        + " FROM " + NUMBERS + " a, " + NUMBERS + " b LIMIT " + kind.getKey()));
    }

    private void fillAll() {
        String validation = "client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued";
        fill("validation", validation, client + ", $KEY, $AT, $AT, FALSE, 3, 0");
        fill(
                "validation",
                validation + ", erase_at",
                client + ", REVERSE($KEY), " + future + ", " + future + ", FALSE, 3, 0, $AT");
        fill(
                "tan_challenge",
                "salt, key_id, expires_at, purge_at, instance, operation, channel, address, binding, tans_issued",
                "$KEY, 1, $AT, $AT, 'shop', 'login', 'email', 'a@example.com', $KEY, 0");
        fill("budget", "subject, window_at, used, purge_at", "$KEY, $AT, 1, $AT");
        fill(
                "breaker_destination",
                "area, destination, messaged_at, messages, entered, purge_at",
                "$KEY, $KEY, $AT, 1, FALSE, $AT");
        fill("statistic", "hour_at, kind, channel, name, subject, total", "$AT, 'area', 'email', 'sent', HEX($KEY), 1");
        fill("breaker", "area, opened_at, closes_at, messaged, entered, purge_at", "HEX($KEY), $AT, $AT, 1, 0, $AT");
    }

    private List<Long> left() {
        return Stream.of("validation", "tan_challenge", "budget", "breaker_destination", "breaker", "statistic")
                .map(table -> sql.number("SELECT COUNT(*) FROM " + table))
                .toList();
    }

    @Test
    void aSliceReadsOnlyRowsThatItDeletesOrErases() throws Exception {
        world.node().challenger().housekeeping().close();
        fillAll();

        try (Connection connection = world.database().dataSource().getConnection()) {
            DataSource only = always(connection);
            Sql session = new Sql(only);
            long before = reads(session);
            // Ends each purge after its first slice.
            Thread.currentThread().interrupt();
            purge(new Database(only));
            assertTrue(Thread.interrupted());
            long read = reads(session) - before;

            int kinds = 7;
            assertTrue(read < (long) kinds * SLICE * READS_PER_ROW, read + " rows read");
            assertTrue(read >= (long) kinds * SLICE, read + " rows read");
        }

        long rest = STAYING + EXPIRED - SLICE;
        assertEquals(List.of(rest + STAYING + EXPIRED, rest, rest, rest, rest, rest), left());
        assertEquals(rest, sql.number("SELECT COUNT(*) FROM validation WHERE erase_at IS NOT NULL"));
    }

    private void purge(Database database) {
        new ExpiryStore(database).purge(now);
        new TanChallenges(
                        database,
                        TestKeys.known(),
                        new Secrets(new SecureRandom()),
                        Map.of(),
                        Languages.all(),
                        Operator.UNKNOWN,
                        MfaLimits.DEFAULT,
                        new Audit(world.clock(), new AddressHashes(TestKeys.known()), line -> {}),
                        world.clock())
                .purge();
        Budgets.ofValidations(database, TestKeys.known(), Map.of()).purge(now);
        new Breaker(database, TestKeys.known(), Optional.empty()).purge(now);
        new Statistics(database, world.clock()).purge(now.plus(Duration.ofDays(400)));
    }

    /** Returns the number of rows that the server has read for this connection. */
    private static long reads(Sql session) {
        return session.rows("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get("Value"))))
                .sum();
    }

    /** Returns a source of one connection, which stays open. */
    private static DataSource always(Connection connection) {
        Connection kept = proxy(Connection.class, connection);
        return (DataSource) Proxy.newProxyInstance(
                PurgeCostIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return kept;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T proxy(Class<T> type, T wrapped) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(wrapped, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
