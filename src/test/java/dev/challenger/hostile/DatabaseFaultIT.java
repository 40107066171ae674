package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.AtOnce;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import dev.challenger.wire.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Proves the answers of the service while its database is down, hangs, or has lost a table. */
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseFaultIT {
    /** Twice the time that the service promises. The machine may be busy. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @AutoClose
    private final DatabaseServer server = TestDatabase.ownServer();

    private World world;

    /** The source of a node's connections. */
    enum Connections {
        OWN_POOL,
        DATA_SOURCE_OF_THE_CONTAINER
    }

    private Node node(Connections connections) {
        return connections == Connections.OWN_POOL
                ? world.pooled()
                : world.on(world.database().dataSource(), InstantSource.system());
    }

    @BeforeEach
    void freshSchema() {
        world = World.in(server);
    }

    @AfterEach
    void dropSchema() {
        world.close();
    }

    private static List<Answer> everything(TestClient client, String nonce) {
        Http http = client.http();
        String bearer = "Bearer " + client.secret();
        return List.of(
                http.post("/setup/" + client.id(), "", "Authorization", bearer),
                client.authorize(nonce),
                client.challenge(nonce, TestClient.ADDRESS),
                client.solve(nonce, "12345678"),
                client.push(Map.of()),
                http.get("/authorize?client_id=" + client.id() + "&request_uri=urn:ietf:params:oauth:request_uri:"
                        + nonce),
                client.token(nonce),
                client.post("/introspect", Map.of("token", nonce)),
                client.post("/revoke", Map.of("token", nonce)),
                client.info(nonce));
    }

    @ParameterizedTest
    @EnumSource
    void whileTheDatabaseIsGoneTheAnswerIs503AndNothingIsLost(Connections connections) {
        try (Node node = node(connections)) {
            TestClient client = node.client();
            String nonce = client.challenged();
            String tan = world.mailbox().newestTan();
            client.solve(nonce, "00000000");
            int sent = world.mailbox().messages().size();

            server.stop();

            try {
                for (Answer answer : assertTimeout(SOON, () -> everything(client, nonce))) {
                    assertEquals(503, answer.status(), answer.body());
                    assertTrue(answer.code() >= 51 && answer.code() <= 53, answer.body());
                }
                assertEquals(200, client.http().get("/config").status());
                Answer page = client.http().postForm("/solve/" + nonce, Map.of("pin", tan), "Accept", Http.BROWSER);
                assertEquals(503, page.status());
                assertTrue(page.body().contains("<html"), page.body());
                String twice = "/authorize?request_uri=a&request_uri=b&client_id=" + client.id();
                Expect.page(400, client.http().get(twice, "Accept", Http.BROWSER), "26", "request_uri");
            } finally {
                server.start();
            }

            assertEquals(
                    2, client.authorize(nonce).json().path("auth_attempts_left").asInt());
            assertEquals(sent, world.mailbox().messages().size());
            assertEquals(200, client.solve(nonce, tan).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsDuringAnOutageAreRefusedAndNeverFailOtherwise(Connections connections) {
        try (Node node = node(connections);
                CapturedLog log = new CapturedLog()) {
            TestClient client = node.client();
            List<String> nonces =
                    IntStream.range(0, 8).mapToObj(i -> client.setup()).toList();

            List<Set<Integer>> statuses =
                    AtOnce.run(9, i -> i == 8 ? stopAndStart() : authorize(client, nonces.get(i)));

            Set<Integer> all = statuses.stream().flatMap(Set::stream).collect(Collectors.toSet());
            assertEquals(Set.of(200, 503), all);
            assertEquals(
                    List.of(),
                    log.ours().stream().filter(line -> line.contains("\n")).toList());
        }
    }

    private Set<Integer> stopAndStart() {
        server.stop();
        server.start();
        return Set.of();
    }

    /** Repeats the request until it has failed and then succeeded again. */
    private static Set<Integer> authorize(TestClient client, String nonce) {
        Set<Integer> statuses = new HashSet<>();
        Waiting.until("the database is back", () -> {
            int status = client.authorize(nonce).status();
            statuses.add(status);
            return status == 200 && statuses.size() > 1;
        });
        return statuses;
    }

    @Test
    void aHangingDatabaseIs503UntilItReturns() {
        try (Node node = world.pooled()) {
            TestClient client = node.client();
            // Fills the pool with connections that look valid.
            List<String> nonces = AtOnce.run(10, i -> client.setup());

            server.freeze();

            try {
                assertEquals(
                        503,
                        assertTimeout(SOON, () -> client.authorize(nonces.get(0)))
                                .status());
            } finally {
                server.thaw();
            }

            assertEquals(200, client.authorize(nonces.get(0)).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?sessionVariables=innodb_lock_wait_timeout=1"})
    void aLockedRowIs503SoonAndTheGuessIsNotCountedLater(String option) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(world.database().jdbcUrl() + option);
        source.setUser(world.database().user());
        source.setPassword(world.database().password());
        try (Node node = world.on(source, InstantSource.system())) {
            TestClient client = node.client();
            String nonce = client.challenged();

            try (Connection other = world.database().dataSource().getConnection();
                    Statement lock = other.createStatement()) {
                other.setAutoCommit(false);
                lock.executeQuery("SELECT id FROM validation FOR UPDATE");
                Answer answer = assertTimeout(SOON, () -> client.solve(nonce, "00000000"));
                assertEquals(503, answer.status(), answer.body());
                assertEquals(
                        "the database takes too long",
                        answer.json().path("detail").asText());
                other.rollback();
            }

            assertEquals(
                    3, client.authorize(nonce).json().path("auth_attempts_left").asInt());
        }
    }

    @Test
    void killedConnectionsAreReplaced() {
        try (Node node = world.pooled()) {
            TestClient client = node.client();
            AtOnce.run(10, i -> client.setup());
            Sql sql = new Sql(world.database());

            sql.rows("SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID()")
                    .forEach(connection -> sql.run("KILL " + connection.get("id")));

            for (int i = 0; i < 20; i++) {
                assertEquals(52, client.setup().length());
            }
        }
    }

    @Test
    void withoutADatabaseACommandFailsAndSaysWhy() {
        server.stop();

        try {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> world.pooled());

            Problem problem = assertInstanceOf(Problem.class, refused.getCause());
            assertEquals(503, problem.status());
            assertTrue(
                    String.valueOf(problem.getMessage()).contains("the database cannot be reached"),
                    problem.getMessage());
        } finally {
            server.start();
        }
    }

    @Test
    void aMissingTableIs500AndRevealsNothing() {
        try (Node node = world.pooled();
                CapturedLog log = new CapturedLog()) {
            TestClient client = node.client();
            String nonce = client.setup();
            new Sql(world.database()).run("RENAME TABLE validation TO elsewhere");
            log.clear();

            Answer answer = client.authorize(nonce);

            assertEquals(500, answer.status());
            assertEquals(53, answer.code());
            assertEquals(1, log.ours().size(), log.ours().toString());
            assertFalse(log.ours().get(0).contains("\n"), log.ours().get(0));
            assertFalse(answer.body().contains("SQL"), answer.body());
        }
    }
}
