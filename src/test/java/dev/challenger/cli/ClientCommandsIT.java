package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a client, as an operator drives it. */
class ClientCommandsIT {
    private static final String CHOSEN = "secret-token:abcdefghijklmnopqrstuvwxyz";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final String KEYS = TestKeys.newFile();

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private String id = "";
    private String secret = "";

    @BeforeEach
    void register() {
        assertEquals(0, run("", "client", "add", "--redirect-uri", "https://shop.example/cb", "--name", "Shop"));
        String[] lines = out.toString().split("\\R", -1);
        id = lines[0].replace("id: ", "");
        secret = lines[1].replace("secret: ", "");
    }

    @Test
    void aRotatedSecretIsPrintedOnceAndTheOneBeforeStaysValid() {
        assertEquals(0, run("", "client", "rotate-secret", id));

        assertTrue(out.toString().matches("secret: secret-token:[0-9A-Z]{52}\\R"), out.toString());
        assertTrue(err.toString().contains("client drop-old-secret " + id), err.toString());
        assertTrue(authenticates(out.toString().strip().replace("secret: ", "")));
        assertTrue(authenticates(secret));
        assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t2\n"), list());
    }

    @Test
    void quietPrintsTheSecretAlone() {
        assertEquals(0, run("", "client", "rotate-secret", "--quiet", id));

        assertTrue(authenticates(out.toString().strip()));
        assertEquals("", err.toString());
    }

    @Test
    void aSecretThatAnOperatorBringsIsNotPrinted() {
        assertEquals(0, run(CHOSEN + "\n", "client", "rotate-secret", id, "--secret-file", "-"));
        assertEquals("", out.toString());
        assertTrue(authenticates(CHOSEN));

        assertEquals(1, run(CHOSEN + "\n", "client", "rotate-secret", id, "--secret-file", "-"));
        assertEquals("challenger: this is the secret of client " + id + " already\n", err.toString());
        assertTrue(authenticates(secret));
    }

    @Test
    void aDeletionThatIsHeldUpKeepsWhatItHasDoneAndCanBeRepeated() throws SQLException {
        Sql sql = new Sql(DATABASE);
        sql.run("""
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued)
                SELECT %s, UNHEX(SHA2(CONCAT(%s, '-', seq), 256)), 1, 1, FALSE, 3, 0
                  FROM seq_1_to_1200""".formatted(id, id));

        try (Connection other = DATABASE.dataSource().getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.executeQuery(
                    "SELECT id FROM validation WHERE client_id = " + id + " ORDER BY id DESC LIMIT 1 FOR UPDATE");
            assertEquals(4, run("", "client", "delete", id));
            other.rollback();
        }

        assertEquals(200, sql.number("SELECT COUNT(*) FROM validation WHERE client_id = " + id));
        assertEquals(0, run("", "client", "delete", id));
        assertFalse(list().contains(id + "\t"), list());
    }

    @Test
    void theOldSecretIsEndedOnRequest() {
        run("", "client", "rotate-secret", id);

        assertEquals(0, run("", "client", "drop-old-secret", id));

        assertFalse(authenticates(secret));
        assertEquals(1, run("", "client", "drop-old-secret", id));
        assertEquals("challenger: there is no client " + id + " with two secrets\n", err.toString());
    }

    @Test
    void pkceIsRequiredFromTheBeginningOrLater() {
        assertEquals(0, run("", "client", "add", "--quiet", "--require-pkce", "--redirect-uri", "app:x"));
        String other = out.toString().strip();
        assertTrue(list().contains(other + "\tapp:x\tapp\t1\tpkce\n"), list());
        assertEquals(0, run("", "client", "update", other, "--no-require-pkce", "--name", "App"));
        assertTrue(list().contains(other + "\tapp:x\tApp\t1\n"), list());

        assertEquals(0, run("", "client", "update", id, "--require-pkce"));

        assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t1\tpkce\n"), list());
    }

    @Test
    void aBackendHasItsInstancesFromTheBeginningOrLater() {
        assertEquals(
                0,
                run("", "client", "add", "--quiet", "--redirect-uri", "app:x", "--instance", "a", "--instance", "b-*"));
        String other = out.toString().strip();
        assertTrue(list().contains(other + "\tapp:x\tapp\t1\tinstances=a b-*\n"), list());
        assertEquals(0, run("", "client", "update", other, "--name", "App", "--require-pkce"));
        assertTrue(list().contains(other + "\tapp:x\tApp\t1\tpkce\tinstances=a b-*\n"), list());

        assertEquals(0, run("", "client", "update", other, "--instance", "c"));
        assertTrue(list().contains("\tpkce\tinstances=c\n"), list());
        assertEquals(0, run("", "client", "update", other, "--no-instances"));
        assertTrue(list().contains(other + "\tapp:x\tApp\t1\tpkce\n"), list());
    }

    @Test
    void anInstanceThatNobodyCanHaveIsRefused() {
        assertEquals(1, run("", "client", "add", "--redirect-uri", "app:x", "--instance", "a b"));
        assertTrue(err.toString().startsWith("challenger: an instance is named by"), err.toString());
        assertEquals(1, run("", "client", "update", id, "--instance", "a/b"));
        assertEquals(1, run("", "client", "update", id, "--instance", "a", "--no-instances"));
        assertEquals("challenger: there is --instance and --no-instances\n", err.toString());
    }

    @Test
    void nobodyCanBeChanged() {
        assertEquals(1, run("", "client", "update", "999999", "--name", "Shop"));
        assertEquals("challenger: there is no client 999999\n", err.toString());
        assertEquals(1, run("", "client", "rotate-secret", "999999"));
        assertEquals("challenger: there is no client 999999\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void aNameThatWillNotDoIsRefused() {
        assertEquals(1, run("", "client", "update", id, "--name", " "));
        assertTrue(err.toString().startsWith("challenger: the name must be"), err.toString());
    }

    private boolean authenticates(String presented) {
        try (Challenger challenger = Challenger.open(loader().load(Optional.empty(), Map.of()))) {
            return challenger.clients().authenticate(id, presented).isPresent();
        }
    }

    private String list() {
        assertEquals(0, run("", "client", "list"));
        return out.toString().replace("\r", "");
    }

    private static SettingsLoader loader() {
        Map<String, String> environment = Map.of(
                "CHALLENGER_HTTP_BASE_URL",
                "http://localhost:8080",
                "CHALLENGER_MAIL_HOST",
                "localhost",
                "CHALLENGER_MAIL_FROM",
                "challenger@example.com",
                "CHALLENGER_KEY_FILE",
                KEYS,
                "CHALLENGER_DB_URL",
                DATABASE.jdbcUrl(),
                "CHALLENGER_DB_USER",
                DATABASE.user(),
                "CHALLENGER_DB_PASSWORD",
                DATABASE.password());
        return new SettingsLoader(environment, name -> Optional.empty());
    }

    private int run(String input, String... args) {
        out = new StringWriter();
        err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        return new Cli(Path.of("webapp"), loader(), console).run(args);
    }
}
