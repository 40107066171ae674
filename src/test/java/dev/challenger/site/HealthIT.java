package dev.challenger.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Secrets;
import dev.challenger.testing.DatabaseSwitch;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that a node tells whether it can serve, when its database, key or senders fail and when they are back. */
class HealthIT {
    private static final Duration CIRCUIT = Duration.ofSeconds(15);

    @TempDir
    static Path directory;

    @AutoClose
    private final World world = World.with();

    /** Returns the names of the checks that do not hold. */
    private static List<String> down(Node node) {
        Answer answer = new Http(node.url()).get("/health/ready");
        List<String> down = new ArrayList<>();
        answer.json().path("checks").forEach(check -> {
            if (!check.path("status").asText().equals("UP")) {
                down.add(check.path("name").asText());
            }
        });
        assertEquals(down.isEmpty() ? 200 : 503, answer.status());
        assertEquals(
                down.isEmpty() ? "UP" : "DOWN", answer.json().path("status").asText());
        return down;
    }

    private List<String> downLater(Node node) {
        world.clock().advance(Health.FRESH_FOR);
        return down(node);
    }

    private static void assertAlive(Node node) {
        Expect.json(200, "{\"status\": \"UP\", \"checks\": []}", new Http(node.url()).get("/health/live"));
    }

    @Test
    void aNodeThatCanServeIsReady() {
        Http http = new Http(world.node().url());

        Expect.json(200, """
                {"status": "UP", "checks": [
                    {"name": "database", "status": "UP"}, {"name": "tables", "status": "UP"}, {"name": "key", "status": "UP"},
                    {"name": "pages", "status": "UP"}, {"name": "senders", "status": "UP"}]}
                """, http.get("/health/ready"));
        assertEquals(http.get("/health/ready").body(), http.get("/health").body());
        assertEquals(
                "application/json", http.get("/health", "Accept", Http.BROWSER).header("Content-Type"));
        assertAlive(world.node());
        for (String path : List.of("/health/", "/health/other", "/health/live/", "/health/ready/x")) {
            Expect.problem(404, 21, http.get(path));
        }
    }

    @Test
    void aNodeWithoutItsDatabaseIsAliveAndNotReady() {
        DatabaseSwitch database = world.keep(new DatabaseSwitch(world.database()));
        Node node = world.waiting("db.url", database.jdbcUrl());

        assertEquals(List.of("database", "tables", "key"), down(node));
        assertAlive(node);
        assertEquals(
                503,
                new TestClient(new Http(node.url()), 1, "secret").token("x").status());

        database.on();
        Waiting.until("the node is ready", () -> down(node).isEmpty());

        database.off();
        Waiting.until("the node is not ready", () -> down(node).equals(List.of("database", "key")));
        assertAlive(node);
        Answer head = new Http(node.url())
                .send(new Http(node.url())
                        .request("/health")
                        .method("HEAD", BodyPublishers.noBody())
                        .build());
        assertEquals(503, head.status());
        assertEquals(503, new Http(node.url()).get("/health").status());

        database.on();
        Waiting.until("the node is ready again", () -> down(node).isEmpty());
    }

    @Test
    void aDatabaseThatHangsHoldsOneThread() throws Exception {
        Node node = world.node();
        assertEquals(List.of(), down(node));

        try (Connection blocking = world.database().dataSource().getConnection();
                Statement statement = blocking.createStatement()) {
            statement.execute("LOCK TABLES installation WRITE");
            world.clock().advance(Health.FRESH_FOR);
            CompletableFuture<List<String>> one = CompletableFuture.supplyAsync(() -> down(node));
            Waiting.until("one request waits", () -> waiting() == 1);

            for (int i = 0; i < 20; i++) {
                assertEquals(List.of(), down(node), "the last result is valid");
            }
            world.clock().advance(Health.VALID_FOR.minus(Health.FRESH_FOR));
            for (int i = 0; i < 20; i++) {
                assertEquals(List.of("checks"), down(node));
            }
            assertEquals(1, waiting());
            assertFalse(one.isDone());
            assertAlive(node);

            statement.execute("UNLOCK TABLES");
            assertEquals(List.of(), one.get());
        }
        assertEquals(List.of(), down(node));
    }

    private int waiting() {
        return (int) new Sql(world.database())
                .number("SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE db = DATABASE() AND state LIKE '%metadata lock%'");
    }

    @Test
    void aNodeWhoseSendersAreAllOutOfOrderIsNotReadyUntilAProbeIsDue() throws Exception {
        Outbox outbox = new Outbox(directory);
        Node node = world.another("command.email", outbox.command());
        TestClient client = node.client();
        Files.delete(Path.of(outbox.command()));

        for (int i = 0; i < 10; i++) {
            assertEquals(List.of(), downLater(node));
            assertEquals(
                    502, client.challenge(client.setup(), TestClient.ADDRESS).status());
        }
        assertEquals(List.of("senders"), downLater(node));

        world.clock().advance(CIRCUIT);
        assertEquals(List.of(), down(node), "otherwise no request would ever make the probe");
        assertEquals(502, client.challenge(client.setup(), TestClient.ADDRESS).status());
        assertEquals(List.of("senders"), downLater(node));

        outbox.succeed();
        world.clock().advance(CIRCUIT);
        client.challenged();
        assertEquals(List.of(), downLater(node));
    }

    @Test
    void aNodeWithoutTheKeyOfTheOthersIsNotReady() throws Exception {
        Node node = world.node();
        assertEquals(List.of(), down(node));
        Sql sql = new Sql(world.database());
        String own = remembered(sql);

        sql.run("UPDATE installation SET value = 'another' WHERE name = 'key'");
        assertEquals(List.of("key"), downLater(node));
        sql.run("DELETE FROM installation WHERE name = 'key'");
        assertEquals(List.of("key"), downLater(node));

        // Another node starts with a newer key, and the file of this one has it too.
        sql.run("INSERT INTO installation (name, value) VALUES ('key', '" + own + "')");
        new KeyFile(world.keyFile()).add(new Secrets());
        world.another();
        assertNotEquals(own, remembered(sql));
        assertEquals(List.of(), downLater(node));
    }

    private static String remembered(Sql sql) {
        return String.valueOf(sql.rows("SELECT value FROM installation WHERE name = 'key'")
                .get(0)
                .get("value"));
    }
}
