package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.settings.SettingsException;
import dev.challenger.testing.TestKeys;
import dev.challenger.transmission.TransmissionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the command line without a database: usage, help, faults of the settings, key files and exit statuses. */
class CliTest {
    private final Path webapp;
    private final CommandLine cli;

    CliTest(@TempDir Path webapp) {
        this.webapp = webapp;
        cli = new CommandLine(Map.of(), webapp);
    }

    @Test
    void versionIsThatOfTheWar() throws IOException {
        Files.createDirectories(webapp.resolve("META-INF"));
        Files.writeString(
                webapp.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n");

        assertEquals(0, cli.run("version"));
        assertEquals("challenger 1.2.3\n", cli.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "client",
                "db",
                "client dance",
                "client add",
                "client add --redirect-uri",
                "client add --redirect-uri https://a.example --secret secret-token:x",
                "client delete",
                "client delete one",
                "client delete 1 2",
                "client list more",
                "key",
                "key add 2",
                "client update",
                "client update 1",
                "client update --name x",
                "client update 1 --require-pkce=maybe",
                "client rotate-secret",
                "client rotate-secret one",
                "client rotate-secret 1 --secret secret-token:x",
                "client drop-old-secret",
                "breaker",
                "breaker close",
                "serve --port http",
                "serve -c",
                "serve --host 0.0.0.0",
                "erase",
                "erase person@example.com",
                "erase --address-stdin person@example.com",
                "erase --address-stdin=person@example.com",
                "version -c x",
            })
    void wrongUsageIsReported(String line) {
        assertEquals(2, cli.run(line.isEmpty() ? new String[0] : line.split(" ")));
        assertFalse(cli.err().isBlank());
        assertEquals("", cli.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "client add",
                "client list",
                "key add",
                "key list",
                "client update",
                "client rotate-secret",
                "client drop-old-secret",
                "erase",
                "client delete",
                "db migrate",
                "breaker list",
                "breaker close",
                "gc",
                "check",
                "version"
            })
    void everyCommandHasHelp(String command) {
        assertEquals(0, cli.run((command + " --help").split(" ")));
        assertTrue(cli.out().startsWith("Usage: challenger " + command), cli.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "client add --redirect-uri https://a.example",
                "client list",
                "client update 1 --name x",
                "client rotate-secret 1",
                "client drop-old-secret 1",
                "client delete 1",
                "db migrate",
                "key add",
                "key list",
                "gc",
                "erase --address-stdin",
                "check",
            })
    void faultsOfTheSettingsAreReportedOnePerLine(String line) {
        cli.settings.put("http.port", "x");
        cli.settings.put("db.password", "hunter2");
        cli.settings.put("mail.host", "localhost");

        assertEquals(3, cli.run(line.split(" ")));
        assertEquals(
                List.of(
                        "challenger: db.url is missing; it must be set where no container has a DataSource"
                                + " jdbc/challenger",
                        "challenger: http.base-url is missing; it must be set",
                        "challenger: http.port (environment CHALLENGER_HTTP_PORT) must be a number from 0 to 65535,"
                                + " not \"x\"",
                        "challenger: mail.from is missing; it must be set with mail.host"),
                cli.err().lines().toList());
        assertEquals("", cli.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db script --from 1       | --from needs a set, since each has versions of its own",
                "db script --from 99 mfa  | the versions of mfa are 0 to ",
                "db script nonsense       | there are the sets challenger and mfa",
                "key generate --id 0      | ids begin with 1",
                "report --from yesterday  | Invalid value for option '--from': this is no day such as 2026-03-31",
                "trace --validation 1 --zone Mars/Base | Invalid value for option '--zone': this is no time zone such as",
            })
    void wrongUsageIsExplainedInASentenceAboveTheHelp(String line, String sentence) {
        assertEquals(2, cli.run(line.split(" ")));

        assertTrue(cli.err().startsWith(sentence), cli.err());
        assertTrue(
                cli.err().contains("\nUsage: challenger " + line.split(" -")[0].replace(" nonsense", "")), cli.err());
        assertFalse(cli.err().contains("java."), cli.err());
    }

    @Test
    void aCommandWithoutAnySettingsSaysHowToNameThem() {
        assertEquals(3, cli.run("gc"));
        assertTrue(cli.err().startsWith("challenger: there are no settings: name the settings file by "), cli.err());
    }

    @Test
    void aSettingsFileThatIsMissingIsAFault() {
        assertEquals(3, cli.run("gc", "-c", "/does/not/exist"));
        assertTrue(cli.err().startsWith("challenger: the settings file /does/not/exist does not exist\n"));
    }

    @Test
    void keysAreAddedAndListedByTheirFingerprints() throws IOException {
        settings();
        Path file = TestKeys.file("1 " + TestKeys.COUNTING + "\n");
        cli.settings.put("key.file", file.toString());

        assertEquals(0, cli.run("key", "add"));
        String added = cli.out();

        assertTrue(added.matches("1\tCDSYN3RYW9KM7KD956JMD012HM3Q8PZWZ009S7YPGY389F0Z4DK0\n2\t[0-9A-Z]{52}\n"), added);
        assertEquals(0, cli.run("key", "list"));
        assertEquals(added, cli.out());
        assertFalse((added + cli.out()).contains(Files.readString(file).split("\\s+")[3]), "the output contains a key");
    }

    @Test
    void keyAddMakesAMissingFileAndKeyListFails() {
        settings();
        Path file = webapp.resolve("keys");
        cli.settings.put("key.file", file.toString());

        assertEquals(3, cli.run("key", "list"));
        assertEquals(
                "challenger: key.file: the key file " + file + " does not exist; the first start makes it\n",
                cli.err());
        assertFalse(Files.exists(file));
        assertEquals(0, cli.run("key", "add"));
        assertTrue(cli.out().startsWith("1\t"), cli.out());
    }

    private void settings() {
        cli.settings.put("db.url", "jdbc:mariadb://localhost/challenger");
        cli.settings.put("http.base-url", "http://localhost");
        cli.settings.put("mail.host", "localhost");
        cli.settings.put("mail.from", "challenger@example.com");
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() throws IOException {
        Files.createDirectories(webapp.resolve("META-INF"));
        Files.writeString(webapp.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\n");
        PrintWriter full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        assertEquals(1, cli.run(full, "", "version"));
        assertEquals("challenger: what was to be printed could not be written\n", cli.err());
    }

    @Test
    void theFlagForThePortIsCheckedLikeTheSetting() {
        assertEquals(3, cli.run("serve", "--port", "99999"));
        assertTrue(cli.err().contains("http.port (command line) must be"), cli.err());
    }

    @Test
    void theExitStatusTellsWhatFailed() {
        assertEquals(Exit.REFUSED, Exit.of(new Refused("no")));
        assertEquals(Exit.SETTINGS, Exit.of(new SettingsException(List.of("no"))));
        assertEquals(Exit.SENDING, Exit.of(new TransmissionException("no")));
        assertEquals(Exit.BUG, Exit.of(new IllegalStateException("no")));
        assertEquals(70, Exit.BUG.status());
    }

    @Test
    void theManPageHasEveryExitStatus() throws IOException {
        String page = Files.readString(Path.of("src/deb/challenger.1"));
        String section = page.substring(page.indexOf(".SH EXIT STATUS"));

        for (Exit exit : Exit.values()) {
            assertTrue(section.contains((exit == Exit.OK ? "\n" : ", ") + exit.status() + " "), exit.toString());
        }
    }

    @Test
    void onlyABugHasAStackTrace() {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err);

        Exit.tell(new Refused("no"), writer);
        assertFalse(err.toString().contains("\tat "), err.toString());

        Exit.tell(new IllegalStateException("no"), writer);
        assertTrue(err.toString().contains("\tat "), err.toString());
    }
}
