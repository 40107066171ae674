package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.Challenger;
import dev.challenger.secret.Hash;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that an operator can register, change, rotate and delete clients by commands. */
class ClientCommandsIT {
    private static final String CHOSEN = "secret-token:abcdefghijklmnopqrstuvwxyz";

    @AutoClose
    private static final World WORLD = World.with();

    private final CommandLine cli = new CommandLine(WORLD.installed());
    private String id = "";
    private String secret = "";

    @BeforeEach
    void register() {
        assertEquals(0, cli.run("client", "add", "--redirect-uri", "https://shop.example/cb", "--name", "Shop"));
        String[] lines = cli.out().split("\\R", -1);
        id = lines[0].replace("id: ", "");
        secret = lines[1].replace("secret: ", "");
    }

    @Test
    void noKeyFileIsCreatedByCommandsThatNeedNoneNorOneThatTheDatabaseRefuses() {
        Path missing = Path.of(TestKeys.newFile()).resolveSibling("missing");
        CommandLine other = new CommandLine(WORLD.installed("key.file", missing.toString()));

        assertEquals(0, other.run("client", "list"), other.err());
        assertEquals(0, other.run("client", "update", "--name", "Other", id), other.err());
        assertEquals(0, other.run("client", "rotate-secret", id), other.err());
        assertEquals(0, other.run("client", "add", "--redirect-uri", "https://shop.example/cb"), other.err());
        assertFalse(Files.exists(missing));

        assertEquals(0, cli.run("client", "delete", id));
        assertEquals(3, other.run("client", "delete", id));
        assertTrue(other.err().contains("another key file than " + missing), other.err());
        assertFalse(Files.exists(missing));
    }

    @Test
    void aRotatedSecretIsPrintedOnceAndTheOneBeforeStaysValid() {
        assertEquals(0, cli.run("client", "rotate-secret", id));

        assertTrue(cli.out().matches("secret: secret-token:[0-9A-Z]{52}\\R"), cli.out());
        assertTrue(cli.err().contains("client drop-old-secret " + id), cli.err());
        assertTrue(authenticates(cli.out().strip().replace("secret: ", "")));
        assertTrue(authenticates(secret));
        assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t2\t0\t0\n"), list());
    }

    @Test
    void theRedirectUriCanBeChanged() {
        assertEquals(0, cli.run("client", "update", "--redirect-uri", "https://shop.example/new", id), cli.err());
        assertTrue(list().contains(id + "\thttps://shop.example/new\tShop\t1\t0\t0\n"), list());

        assertEquals(1, cli.run("client", "update", "--redirect-uri", "http://shop.example/new", id));
        assertTrue(cli.err().contains("must begin with https://"), cli.err());
        assertTrue(list().contains(id + "\thttps://shop.example/new\tShop\t1\t0\t0\n"), list());
    }

    @Test
    void aClientHasSeveralRedirectUris() {
        String two = "https://shop.example/a https://shop.example/b";
        assertEquals(
                0,
                cli.run(
                        "client",
                        "update",
                        "--redirect-uri",
                        "https://shop.example/a",
                        id,
                        "--redirect-uri",
                        "https://shop.example/b"),
                cli.err());
        assertTrue(list().contains(id + "\t" + two + "\tShop\t1\t0\t0\n"), list());

        assertEquals(
                0,
                cli.run("client", "add", "--redirect-uri", "com.example.a:/", "--redirect-uri", "https://b.example/"),
                cli.err());
        assertTrue(list().contains("\tcom.example.a:/ https://b.example/\tcom.example.a\t1\t0\t0\n"), list());
        assertEquals(
                1, cli.run("client", "add", "--redirect-uri", "com.example.a:/", "--redirect-uri", "com.example.a:/"));
        assertEquals("challenger: a redirect URI is there twice\n", cli.err());
    }

    @Test
    void openAndSolvedValidationsAreCounted() {
        new Sql(WORLD.database()).run("""
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued, code_hash)
                SELECT %s, UNHEX(SHA2(CONCAT('open', seq), 256)), IF(seq = 1, 1, 32503680000000), 32503680000000, FALSE, 3, 0,
                       IF(seq = 2, UNHEX(SHA2(CONCAT('code', seq), 256)), NULL)
                  FROM seq_1_to_5""".formatted(id));

        new Sql(WORLD.database()).run("""
                INSERT INTO statistic (hour_at, kind, channel, name, subject, total)
                VALUES (%d, 'client', 'email', 'solved', '%s', 12)
                """.formatted(System.currentTimeMillis() / 3_600_000 * 3_600_000, id));

        assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t1\t3\t12\n"), list());
    }

    @Test
    void theNumberOfAClientThatMayBeAmongTheOthersIsUnknown() {
        Sql sql = new Sql(WORLD.database());
        assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t1\t0\t0\n"), list());
        sql.run("""
                INSERT INTO statistic (hour_at, kind, channel, name, subject, total)
                VALUES (%d, 'client', 'email', 'solved', 'other', 1)
                """.formatted(System.currentTimeMillis() / 3_600_000 * 3_600_000));
        try {
            assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t1\t0\t?\n"), list());
            assertEquals(0, cli.run("client", "list", "--json"));
            assertTrue(
                    cli.out().matches("(?s).*\"id\":" + id + ",[^}]*\"open_validations\":0,\"require_pkce\".*"),
                    cli.out());
        } finally {
            sql.run("DELETE FROM statistic WHERE subject = 'other'");
        }
    }

    @Test
    void aSecretIsHashedWithoutSettings() {
        CommandLine none = new CommandLine(Map.of());
        assertEquals(0, none.runWithInput(CHOSEN + "\n", "client", "hash-secret", "--secret-file", "-"), none.err());
        assertEquals(HexFormat.of().formatHex(Hash.of(CHOSEN).bytes()) + "\n", none.out());
        assertEquals(0, none.run("client", "hash-secret"), none.err());
        assertTrue(none.out().matches("secret: secret-token:[0-9A-Z]{52}\nhash: [0-9a-f]{64}\n"), none.out());
        assertEquals(1, none.runWithInput("secret-token:weak\n", "client", "hash-secret", "--secret-file", "-"));
    }

    @Test
    void aDeclaredClientIsListedAndChangedByNoCommand() {
        CommandLine declaring = new CommandLine(WORLD.installed(
                "client.900001.redirect-uris",
                "https://a.example/ https://b.example/",
                "client.900001.secret-hash",
                HexFormat.of().formatHex(Hash.of(CHOSEN).bytes())));

        assertEquals(0, declaring.run("client", "list"), declaring.err());
        assertTrue(
                declaring
                        .out()
                        .contains("900001\thttps://a.example/ https://b.example/\ta.example\t1\t0\t0\tsettings\n"),
                declaring.out());
        for (String command :
                List.of("update 900001 --name X", "rotate-secret 900001", "drop-old-secret 900001", "delete 900001")) {
            assertEquals(1, declaring.run(("client " + command).split(" ")), command);
            assertTrue(
                    declaring.err().startsWith("challenger: client 900001 is declared in the settings"),
                    declaring.err());
        }
    }

    @Test
    void aDeclaredClientWithTheIdOfAnotherOneIsAFault() {
        CommandLine declaring = new CommandLine(WORLD.installed(
                "client." + id + ".redirect-uris",
                "https://a.example/",
                "client." + id + ".secret-hash",
                HexFormat.of().formatHex(Hash.of(CHOSEN).bytes())));

        assertEquals(3, declaring.run("gc"));
        assertEquals(
                "challenger: client." + id + ": the database has a client " + id
                        + " already; choose another id in the settings\n",
                declaring.err());
    }

    @Test
    void clientsAreListedAsJson() throws Exception {
        assertEquals(
                0, cli.run("client", "update", "--require-pkce", "--direct", "--instance", "shop-*", id), cli.err());

        assertEquals(0, cli.run("client", "list", "--json"), cli.err());

        assertTrue(
                cli.out()
                        .contains("{\"id\":" + id
                                + ",\"redirect_uri\":\"https://shop.example/cb\","
                                + "\"redirect_uris\":[\"https://shop.example/cb\"],\"name\":\"Shop\",\"secrets\":1,"
                                + "\"open_validations\":0,\"solved_in_last_day\":0,\"require_pkce\":true,\"direct\":true,\"instances\":[\"shop-*\"],"
                                + "\"declared\":false}"),
                cli.out());
        assertTrue(new ObjectMapper().readTree(cli.out()).isArray());
    }

    @Test
    void helpExplainsACommand() {
        assertEquals(0, cli.run("help", "client"));
        assertTrue(cli.out().contains("rotate-secret"), cli.out());
        assertEquals(0, cli.run("help"));
        assertTrue(cli.out().contains("breaker"), cli.out());
    }

    @Test
    void quietPrintsOnlyTheSecret() {
        assertEquals(0, cli.run("client", "rotate-secret", "--quiet", id));

        assertTrue(authenticates(cli.out().strip()));
        assertEquals("", cli.err());
    }

    @Test
    void aSecretGivenByTheOperatorIsNotPrinted() {
        assertEquals(0, cli.runWithInput(CHOSEN + "\n", "client", "rotate-secret", id, "--secret-file", "-"));
        assertEquals("", cli.out());
        assertTrue(authenticates(CHOSEN));

        assertEquals(1, cli.runWithInput(CHOSEN + "\n", "client", "rotate-secret", id, "--secret-file", "-"));
        assertEquals("challenger: this is the secret of client " + id + " already\n", cli.err());
        assertTrue(authenticates(secret));
    }

    @Test
    void aBlockedDeletionKeepsItsProgressAndCanBeRepeated() throws SQLException {
        Sql sql = new Sql(WORLD.database());
        sql.run("""
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued)
                SELECT %s, UNHEX(SHA2(CONCAT(%s, '-', seq), 256)), 1, 1, FALSE, 3, 0
                  FROM seq_1_to_1200""".formatted(id, id));

        try (Connection other = WORLD.database().dataSource().getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.executeQuery(
                    "SELECT id FROM validation WHERE client_id = " + id + " ORDER BY id DESC LIMIT 1 FOR UPDATE");
            assertEquals(4, cli.run("client", "delete", id));
            other.rollback();
        }

        assertEquals(20, sql.number("SELECT COUNT(*) FROM validation WHERE client_id = " + id));
        assertEquals(0, cli.run("client", "delete", id));
        assertFalse(list().contains(id + "\t"), list());
    }

    @Test
    void theOldSecretIsEndedOnRequest() {
        cli.run("client", "rotate-secret", id);

        assertEquals(0, cli.run("client", "drop-old-secret", id));

        assertFalse(authenticates(secret));
        assertEquals(1, cli.run("client", "drop-old-secret", id));
        assertEquals("challenger: there is no client " + id + " with two secrets\n", cli.err());
    }

    @Test
    void pkceCanBeRequiredAtRegistrationOrLater() {
        assertEquals(0, cli.run("client", "add", "--quiet", "--require-pkce", "--redirect-uri", "com.example.app:/x"));
        String other = cli.out().strip();
        assertTrue(list().contains(other + "\tcom.example.app:/x\tcom.example.app\t1\t0\t0\tpkce\n"), list());
        assertEquals(0, cli.run("client", "update", other, "--no-require-pkce", "--name", "App"));
        assertTrue(list().contains(other + "\tcom.example.app:/x\tApp\t1\t0\t0\n"), list());

        assertEquals(0, cli.run("client", "update", id, "--require-pkce"));

        assertTrue(list().contains(id + "\thttps://shop.example/cb\tShop\t1\t0\t0\tpkce\n"), list());
    }

    @Test
    void instancesCanBeGivenAtRegistrationOrLater() {
        assertEquals(
                0,
                cli.run(
                        "client",
                        "add",
                        "--quiet",
                        "--redirect-uri",
                        "com.example.app:/x",
                        "--instance",
                        "a",
                        "--instance",
                        "b-*"));
        String other = cli.out().strip();
        assertTrue(
                list().contains(other + "\tcom.example.app:/x\tcom.example.app\t1\t0\t0\tinstances=a b-*\n"), list());
        assertEquals(0, cli.run("client", "update", other, "--name", "App", "--require-pkce"));
        assertTrue(list().contains(other + "\tcom.example.app:/x\tApp\t1\t0\t0\tpkce\tinstances=a b-*\n"), list());

        assertEquals(0, cli.run("client", "update", other, "--instance", "c"));
        assertTrue(list().contains("\tpkce\tinstances=c\n"), list());
        assertEquals(0, cli.run("client", "update", other, "--no-instances"));
        assertTrue(list().contains(other + "\tcom.example.app:/x\tApp\t1\t0\t0\tpkce\n"), list());
    }

    @Test
    void anInvalidInstanceIsRefused() {
        assertEquals(1, cli.run("client", "add", "--redirect-uri", "com.example.app:/x", "--instance", "a b"));
        assertTrue(cli.err().startsWith("challenger: an instance is named by"), cli.err());
        assertEquals(1, cli.run("client", "update", id, "--instance", "a/b"));
        assertEquals(1, cli.run("client", "update", id, "--instance", "a", "--no-instances"));
        assertEquals("challenger: --instance and --no-instances exclude each other\n", cli.err());
    }

    @Test
    void aClientThatDoesNotExistCannotBeChanged() {
        assertEquals(1, cli.run("client", "update", "999999", "--name", "Shop"));
        assertEquals("challenger: there is no client 999999\n", cli.err());
        assertEquals(1, cli.run("client", "rotate-secret", "999999"));
        assertEquals("challenger: there is no client 999999\n", cli.err());
        assertEquals("", cli.out());
    }

    @Test
    void anInvalidNameIsRefused() {
        assertEquals(1, cli.run("client", "update", id, "--name", " "));
        assertTrue(cli.err().startsWith("challenger: the name must be"), cli.err());
    }

    private boolean authenticates(String presented) {
        try (Challenger challenger = Challenger.open(TestSettings.load(cli.settings))) {
            return challenger.clients().authenticate(id, presented).isPresent();
        }
    }

    private String list() {
        assertEquals(0, cli.run("client", "list"));
        return cli.out();
    }
}
