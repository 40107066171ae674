package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.AtOnce;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the service lives within what a shared host grants to its database account. */
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseLimitsIT {
    /** More than the statements that a node runs in the background meanwhile. */
    private static final int ORDERS = 20;

    private static final String NO_LIMIT =
            "WITH MAX_USER_CONNECTIONS 0 MAX_QUERIES_PER_HOUR 0 MAX_UPDATES_PER_HOUR 0" + " MAX_CONNECTIONS_PER_HOUR 0";

    @AutoClose
    private final DatabaseServer server = TestDatabase.ownServer();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    private World world;

    @BeforeEach
    void freshSchema() {
        world = World.in(server);
    }

    @AfterEach
    void noLimits() {
        server.alterUser(NO_LIMIT);
        server.administer("SET GLOBAL max_connections = DEFAULT");
        world.close();
        log.clear();
    }

    private static Set<Integer> manyAtOnce(TestClient client) {
        List<String> nonces = AtOnce.run(20, i -> client.setup());
        return AtOnce.run(20, i -> client.authorize(nonces.get(i)).status()).stream()
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void requestsWaitForTheConnectionsThatTheAccountHas(int granted) {
        server.alterUser("WITH MAX_USER_CONNECTIONS " + granted);
        Node node = world.pooled("db.pool.max", "20");

        assertEquals(Set.of(200), manyAtOnce(node.client()));

        assertTrue(
                log.ours()
                        .contains("The database grants " + granted
                                + " connections (max_user_connections), and db.pool.max is 20: requests wait for these."
                                + " Set db.pool.max to what each node shall have of them"),
                log.ours().toString());
        assertFalse(
                log.ours().stream().anyMatch(line -> line.contains(" 503 ")),
                log.ours().toString());
    }

    /** The other accounts and nodes may leave less than the server grants. */
    @Test
    void requestsWaitForTheConnectionsThatOthersLeave() throws SQLException {
        Node node = world.pooled("db.pool.max", "20");
        TestClient client = node.client();
        List<Connection> others = new ArrayList<>();
        try {
            server.alterUser("WITH MAX_USER_CONNECTIONS 6");
            // The node has one connection already.
            for (int i = 0; i < 3; i++) {
                others.add(world.database().dataSource().getConnection());
            }

            assertEquals(Set.of(200), manyAtOnce(client));
        } finally {
            for (Connection other : others) {
                other.close();
            }
        }
    }

    @Test
    void withoutAnyConnectionTheAnswerIs503AndThenItRecovers() throws SQLException {
        Node node = world.pooled();
        TestClient client = node.client();
        String nonce = client.setup();
        server.administer("SET GLOBAL max_connections = 10");
        server.alterUser("WITH MAX_USER_CONNECTIONS 1");
        killAll();
        try (Connection other = world.database().dataSource().getConnection()) {
            Answer refused = client.authorize(nonce);

            assertEquals(503, refused.status(), refused.body());
            assertEquals(
                    "the database grants no more for now",
                    refused.json().path("detail").asText());
            assertEquals("5", refused.header("Retry-After"));
        }

        assertEquals(200, client.authorize(nonce).status());
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_QUERIES_PER_HOUR 2, true",
        "MAX_UPDATES_PER_HOUR 1, true",
        "MAX_QUERIES_PER_HOUR 2, false",
        "MAX_UPDATES_PER_HOUR 1, false",
    })
    void whatTheHostGrantsByTheHourPasses(String limit, boolean ownPool) {
        Node node = ownPool ? world.pooled() : world.on(world.database().dataSource(), InstantSource.system());
        TestClient client = node.client();
        server.alterUser("WITH " + limit);
        killAll();

        assertPassing(client, "the database grants no more for now");

        server.alterUser(NO_LIMIT);
        server.administer("FLUSH USER_RESOURCES");
        killAll();
        assertEquals(52, client.setup().length());
    }

    /** The server counts only text towards limits by the hour. */
    @ParameterizedTest
    @CsvSource({
        "MAX_QUERIES_PER_HOUR 0, true",
        "MAX_CONNECTIONS_PER_HOUR 1000, true",
        "MAX_QUERIES_PER_HOUR 1000, false",
        "MAX_UPDATES_PER_HOUR 1000, false",
    })
    void statementsThatWriteArePreparedUnlessTheHostCountsThem(String limit, boolean prepared) throws SQLException {
        TestClient client = world.pooled().client();
        server.alterUser("WITH " + limit);
        killAll();
        client.authorize(client.setup());
        long before = prepared();

        for (int i = 0; i < ORDERS; i++) {
            assertEquals(52, client.setup().length());
        }

        // Each reads its client, and that statement is always prepared.
        assertEquals(prepared, prepared() - before >= 2 * ORDERS);
    }

    /** Returns how often prepared statements were run. */
    private long prepared() throws SQLException {
        try (Connection connection = world.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'")) {
            row.next();
            return row.getLong(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"tx_read_only, true", "read_only, true", "tx_read_only, false", "read_only, false"})
    void aReadOnlyDatabasePassesAndConnectionsFromThatTimeAreNotUsedAgain(String variable, boolean ownPool) {
        server.administer("SET GLOBAL " + variable + " = 1");
        try {
            server.administer("SET GLOBAL " + variable + " = 0");
            Node node = ownPool ? world.pooled() : world.on(world.database().dataSource(), InstantSource.system());
            TestClient client = node.client();
            server.administer("SET GLOBAL " + variable + " = 1");
            killAll();

            assertPassing(client, "the database takes no changes now");

            server.administer("SET GLOBAL " + variable + " = 0");
            Waiting.until("it has recovered", () -> order(client).status() == 200);
            assertEquals(200, order(client).status());
        } finally {
            server.administer("SET GLOBAL " + variable + " = 0");
        }
    }

    private static Answer order(TestClient client) {
        return client.http().post("/setup/" + client.id(), "", "Authorization", "Bearer " + client.secret());
    }

    private static void assertPassing(TestClient client, String detail) {
        List<Answer> answers = List.of(order(client), order(client), order(client), order(client));
        Set<Integer> statuses = answers.stream().map(Answer::status).collect(Collectors.toSet());
        assertTrue(statuses.contains(503) && Set.of(200, 503).containsAll(statuses), statuses.toString());
        answers.stream().filter(answer -> answer.status() == 503).forEach(answer -> {
            assertEquals(detail, answer.json().path("detail").asText());
            assertEquals("5", answer.header("Retry-After"));
        });
    }

    /** Ends the connections of the nodes, since limits apply to new ones only. */
    private void killAll() {
        server.administer("KILL USER challenger");
    }
}
