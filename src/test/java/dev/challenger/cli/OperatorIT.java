package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the operator is told and can do where messages are stopped, and of test addresses. */
class OperatorIT {
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CLOSES = Instant.parse("2126-01-01T00:00:00Z");

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final Mailbox mailbox = new Mailbox();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CHALLENGER_DB_URL",
            database.jdbcUrl(),
            "CHALLENGER_DB_USER",
            database.user(),
            "CHALLENGER_DB_PASSWORD",
            database.password(),
            "CHALLENGER_HTTP_BASE_URL",
            "http://localhost:8080",
            "CHALLENGER_KEY_FILE",
            TestKeys.newFile(),
            "CHALLENGER_MAIL_HOST",
            "127.0.0.1",
            "CHALLENGER_MAIL_PORT",
            Integer.toString(mailbox.port()),
            "CHALLENGER_MAIL_SECURITY",
            "none",
            "CHALLENGER_MAIL_FROM",
            "challenger@example.com",
            "CHALLENGER_BREAKER_MINIMUM",
            "50"));

    private int run(String... args) {
        Console console =
                new Console(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Cli(Path.of("webapp"), new SettingsLoader(environment, name -> Optional.empty()), console).run(args);
    }

    private void open(String area) {
        assertEquals(0, run("db", "migrate"));
        new Sql(database)
                .run("INSERT INTO breaker VALUES ('" + area + "', " + OPENED.toEpochMilli() + ", "
                        + CLOSES.toEpochMilli() + ", 60, 5, " + CLOSES.toEpochMilli() + ")");
    }

    @Test
    void theOpenOnesAreListed() {
        open("example.org");
        open("example.com");

        assertEquals(0, run("breaker", "list"));

        assertEquals(
                "example.com\t2026-01-01T00:00:00Z\t" + CLOSES + "\t60\t5\nexample.org\t2026-01-01T00:00:00Z\t" + CLOSES
                        + "\t60\t5\n",
                out.toString());
    }

    @Test
    void oneIsClosedByHand() {
        open("example.com");

        assertEquals(0, run("breaker", "close", "example.com"));
        assertEquals(1, run("breaker", "close", "example.com"));
        assertEquals(1, run("breaker", "close", "example.org"));

        assertTrue(err.toString().contains("challenger: messages to example.org are not stopped"), err.toString());
        assertEquals(0, run("breaker", "list"));
        assertEquals("", out.toString());
    }

    @Test
    void checkTellsOfThem() {
        open("example.com");

        assertEquals(0, run("check"));

        assertTrue(
                out.toString()
                        .contains("breaker: no messages to example.com from 2026-01-01T00:00:00Z until " + CLOSES
                                + ": of 60 destinations 5 entered their TAN\n"),
                out.toString());
    }

    @Test
    void checkTellsOfTestAddresses() {
        environment.put("CHALLENGER_TEST_ADDRESSES", "walk@example.com=40718265");
        environment.put("CHALLENGER_TEST_UNTIL", "2026-01-01");

        assertEquals(0, run("check"));

        assertTrue(
                out.toString().contains("the test addresses ended with 2026-01-01 and are addresses like any other\n"),
                out.toString());
    }
}
