package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.Challenger;
import dev.challenger.db.DatabaseException;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.DatabaseSwitch;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a service whose database is away when it starts comes up, says so, and heals by itself. */
class DatabaseAwayAtStartIT {
    private static final String NONCE = "0".repeat(52);

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final World world = World.with();

    private final DatabaseSwitch database = world.keep(new DatabaseSwitch(world.database()));

    /** The source of a node's connections. */
    enum Connections {
        OWN_POOL,
        DATA_SOURCE_OF_THE_CONTAINER
    }

    private Node start(Connections connections) {
        return connections == Connections.OWN_POOL
                ? world.waiting("db.url", database.jdbcUrl())
                : world.waitingOn(world.database().dataSource(database.jdbcUrl()));
    }

    private static List<Answer> everything(TestClient client) {
        Http http = client.http();
        return List.of(
                http.post("/setup/1", "", "Authorization", "Bearer " + client.secret()),
                client.authorize(NONCE),
                client.challenge(NONCE, TestClient.ADDRESS),
                client.solve(NONCE, "12345678"),
                client.push(Map.of()),
                client.token(NONCE),
                client.post("/introspect", Map.of("token", NONCE)),
                client.post("/revoke", Map.of("token", NONCE)),
                client.info(NONCE),
                http.post("/challenge/1-" + NONCE, "{}"),
                http.post("/instances/shop/challenge/1-" + NONCE + "/confirm", "{\"tan\":\"12345678\"}"),
                http.post(
                        "/instances/shop/private/challenges",
                        "{}",
                        "Authorization",
                        "Bearer secret-token:0123456789abcdefghij"),
                http.get("/authorize/" + NONCE + "?response_type=code&client_id=1", "Accept", Http.BROWSER),
                http.get("/solve/" + NONCE, "Accept", Http.BROWSER));
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatNeedsTheDatabaseIs503UntilItIsThere(Connections connections) {
        Node node = start(connections);
        TestClient stranger = new TestClient(new Http(node.url()), 1, "secret-token:0123456789abcdefghij");

        for (Answer answer : everything(stranger)) {
            assertEquals(503, answer.status(), answer.body());
            assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
            assertEquals("*", answer.header("Access-Control-Allow-Origin"));
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
            if (answer.body().startsWith("{")) {
                assertEquals(51, answer.code(), answer.body());
            } else {
                assertTrue(answer.body().contains("<html"), answer.body());
            }
        }
        assertTrue(
                log.ours().stream().anyMatch(line -> line.startsWith("Waiting for the database: ")),
                log.ours().toString());

        database.on();

        Waiting.until("the service has healed", () -> stranger.authorize(NONCE).status() == 404);
        TestClient client = node.client();
        String nonce = client.challenged();
        assertEquals(
                302,
                client.http()
                        .postForm(
                                "/solve/" + nonce, Map.of("pin", world.mailbox().newestTan()))
                        .status());
        // Requests are answered a moment before.
        Waiting.until("the service says that it is ready", () -> log.ours().contains("Challenger is ready"));
        assertEquals(
                List.of(),
                log.all().stream()
                        .map(CapturedLog.Entry::text)
                        .filter(line -> line.contains("\n"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /config, 200",
        "GET, /, 200",
        "GET, /robots.txt, 200",
        "GET, /static/challenger.css, 200",
        "GET, /.well-known/oauth-authorization-server, 200",
        "OPTIONS, /setup/1, 204",
        "OPTIONS, /token, 204",
        "OPTIONS, /instances/shop/challenge/1/confirm, 204",
        "GET, /token, 405",
        "PUT, /challenge/1, 405",
        "GET, /nothing, 404",
        "POST, /challenge/1/2/3, 404",
    })
    void whatNeedsNoDatabaseIsAnsweredAsEver(String method, String path, int status) {
        Http http = new Http(start(Connections.OWN_POOL).url());

        Answer answer = http.send(
                http.request(path).method(method, BodyPublishers.noBody()).build());

        assertEquals(status, answer.status(), answer.body());
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }

    /** Otherwise a first start whose database is slower would either fail, or make a key that the database will refuse. */
    @Test
    void aMissingKeyFileIsMadeOnceTheDatabaseSaysThatNoneIsInUse() {
        Node node = start(Connections.OWN_POOL);
        assertFalse(Files.exists(world.keyFile()));

        database.on();

        Waiting.until("the key file is made", () -> Files.exists(world.keyFile()));
        Waiting.until(
                "the service has healed",
                () -> new TestClient(new Http(node.url()), 1, "")
                                .authorize(NONCE)
                                .status()
                        == 404);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherKeyFileIsReportedOnceAndNothingIsServedWithIt(boolean thereIsOne) throws IOException {
        world.node();
        if (thereIsOne) {
            Files.writeString(world.keyFile(), "1 " + TestKeys.COUNTING + "\n");
        } else {
            Files.delete(world.keyFile());
        }
        Challenger challenger = start(Connections.OWN_POOL).challenger();

        database.on();

        Waiting.until("the fault is found", () -> challenger.fault().isPresent());
        assertInstanceOf(SettingsException.class, challenger.fault().get());
        assertEquals(
                1,
                log.all().stream()
                        .filter(entry -> entry.level().equals(Level.SEVERE)
                                && entry.text().startsWith("key.file: this database is used with another key file"))
                        .count());
        assertThrows(DatabaseException.class, () -> challenger.clients().list());
        assertEquals(thereIsOne, Files.exists(world.keyFile()));
    }

    @Test
    void aPasswordThatTheDatabaseRefusesStopsTheStart() {
        database.on();
        Settings wrong =
                TestSettings.load(world.installed("db.url", database.jdbcUrl(), "db.password", "not the password"));

        DatabaseException refused = assertThrows(
                DatabaseException.class, () -> Challenger.of(wrong, () -> {}).start());

        assertFalse(refused.passes());
        assertTrue(refused.explained().contains("Access denied"), refused.explained());
        assertFalse(refused.explained().contains("not the password"), refused.explained());
    }

    @Test
    void aServiceThatStillWaitsStopsAndLeavesNoThread() {
        start(Connections.OWN_POOL);

        world.close();

        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("challenger-opening"))
                        .toList());
    }

    @Test
    void housekeepingBeginsWhenTheDatabaseIsThere() {
        // Makes the tables.
        world.client("http://localhost");
        new Sql(world.database())
                .run("INSERT INTO budget (subject, window_at, used, purge_at) VALUES (REPEAT('x', 32), 1, 1, 1)");
        start(Connections.OWN_POOL);

        database.on();

        Waiting.until(
                "the expired row is deleted",
                () -> new Sql(world.database()).number("SELECT COUNT(*) FROM budget") == 0);
    }
}
