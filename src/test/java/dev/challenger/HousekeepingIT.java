package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.challenger.db.Database;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.statistics.Statistics;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import dev.challenger.validation.ExpiryStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that expired rows are deleted in slices, in the background, while requests go on. */
class HousekeepingIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** More than one slice of rows, and not a multiple of a slice. */
    private static final int MANY = 1_234;

    private static final String EXPIRED = """
            INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued)
            SELECT $CLIENT, UNHEX(SHA2(CONCAT(thousands.i, '-', units.i), 256)), $NOW, $NOW, FALSE, 3, 0
              FROM (WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n) units,
                   (WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n) thousands
             LIMIT $COUNT
            """;

    @AutoClose
    private final World world = World.with();

    private final TestClient client = world.node().client();
    private final Sql sql = new Sql(world.database());

    /** Stops the housekeeping of the node, which would interfere. */
    @BeforeEach
    void stopHousekeeping() {
        Waiting.until("the housekeeping of the node runs", () -> threads() == 1);
        world.node().challenger().housekeeping().close();
        Waiting.until("the thread of the housekeeping has ended", () -> threads() == 0);
    }

    private Housekeeping housekeeping() {
        Database database = new Database(world.database().dataSource());
        Budgets budgets = Budgets.ofValidations(database, TestKeys.known(), Map.of());
        Breaker breaker = new Breaker(database, TestKeys.known(), Optional.empty());
        TanChallenges challenges = world.node().challenger().challenges();
        return new Housekeeping(
                Optional.of(new ExpiryStore(database)),
                challenges,
                budgets,
                Optional.of(breaker),
                new Statistics(database, world.clock()),
                world.clock());
    }

    private void insertExpired(int count) {
        long now = world.clock().instant().toEpochMilli();
        sql.run(EXPIRED.replace("$CLIENT", Long.toString(client.id()))
                .replace("$NOW", Long.toString(now))
                .replace("$COUNT", Integer.toString(count)));
    }

    private long rows() {
        return sql.number("SELECT COUNT(*) FROM validation");
    }

    private int purge() {
        try (Housekeeping housekeeping = housekeeping()) {
            return housekeeping.purge();
        }
    }

    @Test
    void onlyExpiredRowsAreDeletedSliceBySlice() {
        String nonce = client.challenged();
        insertExpired(MANY);
        assertEquals(MANY + 1, rows());

        assertEquals(MANY, purge());

        assertEquals(1, rows());
        assertEquals(200, client.solve(nonce, world.mailbox().newestTan()).status());
        assertEquals(0, purge());
    }

    @Test
    void aValidationLastsAsLongAsItsCodeAndItsToken() {
        String nonce = client.setup();
        client.authorize(nonce);
        world.clock().advance(Duration.ofHours(24).minusMinutes(1));
        client.challenge(nonce, TestClient.ADDRESS);
        String code = TestClient.code(client.solve(nonce, world.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText());

        world.clock().advance(Duration.ofMinutes(3));
        assertEquals(404, client.authorize(nonce).status());
        assertEquals(0, purge());
        String token = client.token(code).json().path("access_token").asText();
        world.clock().advance(Duration.ofMinutes(59));
        assertEquals(0, purge());
        assertEquals(200, client.info(token).status());
        world.clock().advance(Duration.ofMinutes(1));

        assertEquals(404, client.info(token).status());
        assertEquals(1, purge());
        assertEquals(0, rows());
    }

    @Test
    void requestsGoOnWhileItRuns() {
        String nonce = client.challenged();
        insertExpired(10_000);

        List<Integer> results = AtOnce.run(8, i -> switch (i) {
            case 0 -> purge();
            case 1 -> client.solve(nonce, "00000000").status();
            case 2 -> client.solve(client.challenged(), "00000000").status();
            default -> client.authorize(client.setup()).status();
        });

        assertEquals(List.of(10_000, 403, 403, 200, 200, 200, 200, 200), results);
        assertEquals(7, rows());
    }

    @Test
    void housekeepingWorksInTheBackgroundUntilItIsClosed() {
        insertExpired(1);
        try (Housekeeping housekeeping = housekeeping()) {
            housekeeping.start();

            Waiting.until("the row is gone", () -> rows() == 0);
        }

        Waiting.until("the thread of the housekeeping has ended", () -> threads() == 0);
    }

    @Test
    void closingDoesNotWaitForADatabaseThatDoesNotAnswer() throws SQLException {
        insertExpired(1);
        Housekeeping housekeeping = housekeeping();
        try (Connection connection = world.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES validation WRITE");
            housekeeping.start();
            Waiting.until("a statement waits for the table", () -> waiting() > 0);

            assertTimeout(SOON, housekeeping::close);
        }

        Waiting.until("the thread of the housekeeping has ended", () -> threads() == 0);
    }

    private long waiting() {
        return sql.number(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND state LIKE 'Waiting for%'");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("challenger-housekeeping"))
                .count();
    }
}
