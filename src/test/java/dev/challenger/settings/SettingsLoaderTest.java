package dev.challenger.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.address.Restriction;
import dev.challenger.limit.Budget;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.KeySetting;
import dev.challenger.secret.Password;
import dev.challenger.secret.Secrets;
import dev.challenger.testing.TestKeys;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount.Connections;
import dev.challenger.transmission.MailAccount.Login;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.SendingLimits;
import dev.challenger.validation.ValidationLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that settings are read from all sources, and that all faults are reported at once. */
class SettingsLoaderTest extends LoadedSettings {
    @Test
    void minimalSettingsGetTheDefaults() throws Exception {
        Settings settings = load();

        assertEquals(
                Optional.of(new Settings.Db("jdbc:mariadb://127.0.0.1/challenger", "challenger", new Password(""), 10)),
                settings.db());
        assertEquals(
                new Settings.Http("127.0.0.1", 8080, 2000, URI.create("https://challenger.example.com")),
                settings.http());
        assertEquals(Path.of(System.getProperty("user.home"), ".challenger/keys"), keyFile(settings));
        assertEquals(AddressType.EMAIL, settings.address().type());
        assertEquals(Map.of(), settings.address().restrictions());
        assertEquals(
                new ValidationLimits(
                        3,
                        3,
                        3,
                        Duration.ofMinutes(30),
                        List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                        Duration.ofHours(24),
                        Duration.ofDays(365),
                        Duration.ofDays(7),
                        10_000,
                        new Budget(300, Duration.ofHours(1))),
                settings.validation());
        assertEquals(Security.STARTTLS, settings.sending().mail().orElseThrow().security());
        assertEquals(
                Duration.ofSeconds(10), settings.sending().mail().orElseThrow().timeout());
        assertEquals(
                new HelperCommands(Map.of(), Duration.ofSeconds(30), 5),
                settings.sending().commands());
        assertEquals(
                Connections.DEFAULT, settings.sending().mail().orElseThrow().connections());
        assertEquals(Optional.empty(), settings.sending().mail().orElseThrow().envelopeFrom());
        assertEquals(SendingLimits.DEFAULT, settings.sending().limits());
        assertEquals(200, settings.sending().limits().threads());
        assertEquals(Set.of(Channel.PHONE), settings.bounds().breakers().keySet());
        assertEquals(Optional.empty(), settings.source());
    }

    private static Path keyFile(Settings settings) {
        return ((KeyFile) settings.keys()).path();
    }

    @Test
    void theKeyMayBeInASettingAndIsNeverShown() throws Exception {
        String one = "1 " + TestKeys.COUNTING;
        String two = KeySetting.fresh(2, new Secrets());
        environment.put("CHALLENGER_KEY", one + "," + two);

        assertEquals(2, load().keys().readIfThere().newest().id());
        assertFalse(load().toString().contains(TestKeys.COUNTING), "the settings show a key");
        environment.put("CHALLENGER_KEY_FILE", "/etc/keys");
        assertEquals(List.of("key.file (environment CHALLENGER_KEY_FILE) and key are both set"), faults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "1",
                "1 0000000000000000000000000000000000000000000000000000",
                "1 0101010101010101010101010101010101010101010101010101",
                "1 " + TestKeys.COUNTING + ", 1 " + TestKeys.COUNTING,
                "1 " + TestKeys.COUNTING + ",",
                "0 " + TestKeys.COUNTING,
                TestKeys.COUNTING,
            })
    void aKeyThatIsMalformedOrNotRandomIsAFault(String key) {
        environment.put("CHALLENGER_KEY", key);

        assertEquals(
                List.of(
                        "key (environment CHALLENGER_KEY) must be a list with commas of keys as key generate makes them: an"
                                + " id, a blank, and 52 random symbols"),
                faults());
    }

    @Test
    void theFileInTheWarIsOverriddenByAllOtherPlaces() throws Exception {
        Path packaged = directory.resolve("packaged.properties");
        Files.writeString(packaged, "http.port = 8000\naddress.hint = Zürich\n");
        append("http.port = 8001");
        SettingsLoader loader = new SettingsLoader(environment, name -> Optional.empty())
                .with(Optional.of(packaged.toUri().toURL()));

        Settings settings = loader.load(Optional.of(file), Map.of());

        assertEquals(8001, settings.http().port());
        assertEquals(Optional.of("Zürich"), settings.address().hint());
        Files.writeString(packaged, "http.prt = 8000\n");
        assertEquals(
                List.of("Unknown setting http.prt (WEB-INF/challenger.properties). Did you mean http.port?"),
                assertThrows(SettingsException.class, () -> loader.load(Optional.of(file), Map.of()))
                        .faults());
    }

    /** Otherwise an operator would wonder why the additional connections are never used. */
    @Test
    void aSenderMayNotHandOverMoreMessagesThanAllSendersTogether() throws Exception {
        append("sending.requests = 2");
        assertEquals(2, load().sending().mail().orElseThrow().connections().most());
        append("mail.connections = 2", "command.processes = 3");

        SettingsException refused = assertThrows(SettingsException.class, this::load);

        assertEquals(1, refused.faults().size());
        assertTrue(refused.faults().get(0).matches("command.processes \\(.*\\) is larger than sending.requests"));
    }

    @Test
    void laterLayersWin() throws Exception {
        assertEquals(8080, load().http().port());

        append("http.port = 8081");
        assertEquals(8081, load().http().port());

        environment.put("CHALLENGER_HTTP_PORT", "8082");
        assertEquals(8082, load().http().port());

        jndi.put("challenger/http/port", 8083);
        assertEquals(8083, load().http().port());

        flags.put(ServiceSettings.HTTP_PORT, "8084");
        assertEquals(8084, load().http().port());
    }

    @Test
    void theFileIsNamedByFlagOrJndiOrEnvironment() throws Exception {
        environment.put("CHALLENGER_CONFIG", file.toString());
        assertEquals(
                "mail.example.com",
                load(Optional.empty()).sending().mail().orElseThrow().host());

        environment.put("CHALLENGER_CONFIG", "/does/not/exist");
        jndi.put("challenger/config", file.toString());
        assertEquals(
                "mail.example.com",
                load(Optional.empty()).sending().mail().orElseThrow().host());

        jndi.put("challenger/config", "/does/not/exist");
        assertEquals("mail.example.com", load().sending().mail().orElseThrow().host());
    }

    @Test
    void anEmptyValueUnsetsAnEarlierLayer() throws Exception {
        append("http.port = 9000", "address.hint = somebody@example.com");
        environment.put("CHALLENGER_HTTP_PORT", "");
        environment.put("CHALLENGER_ADDRESS_HINT", " ");

        assertEquals(8080, load().http().port());
        assertEquals(Optional.empty(), load().address().hint());
    }

    @Test
    void everySettingCanBeSet() throws Exception {
        Path command = executable("send");
        append(
                "key.file = /var/lib/challenger/keys",
                "address.type = email",
                "address.hint = jemand@beispiel.example, Zürich",
                "address.restrictions = {\"CONTACT_EMAIL\": {\"regex\": \"[^@]+@example\\\\\\\\.com\", "
                        + "\"hint\": \"ours only\", \"hint_i18n\": {\"de-CH\": \"nur unsere\"}}}",
                "mail.security = tls",
                "mail.user = bob",
                "mail.password = \\ secret ",
                "command.email = " + command,
                "source.url = https://git.example.com/challenger?p=1#readme");
        Settings settings = load();

        assertEquals(Path.of("/var/lib/challenger/keys"), keyFile(settings));
        assertEquals(
                Optional.of("jemand@beispiel.example, Zürich"),
                settings.address().hint());
        Restriction restriction =
                Objects.requireNonNull(settings.address().restrictions().get("CONTACT_EMAIL"));
        assertTrue(restriction.allows("a@example.com"));
        assertFalse(restriction.allows("a@example-com"));
        assertEquals("ours only", restriction.hint());
        assertEquals(Map.of("de-CH", "nur unsere"), restriction.hintI18n());
        assertEquals(465, settings.sending().mail().orElseThrow().port());
        assertEquals(
                Optional.of(new Login.ByPassword("bob", new Password(" secret "))),
                settings.sending().mail().orElseThrow().login());
        assertEquals(Optional.of(command), settings.sending().commands().of(Channel.EMAIL));
        assertEquals(Optional.of(URI.create("https://git.example.com/challenger?p=1#readme")), settings.source());
    }

    @Test
    void aDataSourceOfTheContainerReplacesTheUrl() throws Exception {
        environment.put("CHALLENGER_DB_URL", "");
        jndi.put("jdbc/challenger", new BasicDataSource());

        assertEquals(Optional.empty(), load().db());
    }

    @Test
    void everyFaultIsReportedAtOnce() throws Exception {
        write(
                "http.port = 80a",
                "mail.hosts = mail.example.com",
                "mail.port = 80b",
                "mail.password = x",
                "limit.attempts = 0",
                "limit.attempts = 1",
                "address.type = fax");
        environment.put("CHALLENGER_TAN_VALID_FOR", "soon");
        jndi.put("challenger/db/pool/max", -1);
        flags.put(ServiceSettings.HTTP_HOST, "a b");

        assertEquals(
                List.of(
                        "limit.attempts is there twice (file FILE)",
                        "Unknown setting mail.hosts (file FILE). Did you mean mail.host?",
                        "db.url is missing; it must be set where no container has a DataSource jdbc/challenger",
                        "http.base-url is missing; it must be set",
                        "db.pool.max (JNDI challenger/db/pool/max) must be a number from 1 to 1000, not \"-1\"",
                        "http.host (command line) must be a host name or an IP address, not \"a b\"",
                        "http.port (file FILE) must be a number from 0 to 65535, not \"80a\"",
                        "address.type (file FILE) must be one of email, phone, postal, postal-ch, not \"fax\"",
                        "tan.valid-for (environment CHALLENGER_TAN_VALID_FOR) must be a duration from PT1S to P366D"
                                + " (ISO 8601), not \"soon\"",
                        "mail.user is missing; it must be set with mail.password",
                        "mail.port (file FILE) must be a number from 1 to 65535, not \"80b\"",
                        "mail.host, senders.email or command.email is missing: there is no way to send e-mail"),
                faults().stream()
                        .map(fault -> fault.replace(file.toString(), "FILE"))
                        .toList());
    }

    @Test
    void theTokenOfTheMetricsHasOnePlace() {
        environment.put("CHALLENGER_METRICS_TOKEN", "0123456789abcdef");
        environment.put("CHALLENGER_METRICS_TOKEN_FILE", "/nowhere");

        assertTrue(faults().stream().anyMatch(fault -> fault.endsWith("must not be set together with metrics.token")));
    }

    @Test
    void filesWithSecretsAreKnown() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "0123456789abcdef");
        environment.put("CHALLENGER_METRICS_TOKEN_FILE", token.toString());
        assertEquals(Set.of(token), load().secretFiles());

        environment.remove("CHALLENGER_METRICS_TOKEN_FILE");
        assertEquals(Set.of(), load().secretFiles());

        append("key = 1 " + TestKeys.COUNTING);
        assertEquals(Set.of(file), load().secretFiles());
    }

    @Test
    void aSettingsFileWithTheTokenOfTheMetricsIsSecret() throws Exception {
        append("metrics.token = 0123456789abcdef");

        assertEquals(Set.of(file), load().secretFiles());
    }

    @Test
    void theExceptionHasAFaultPerLine() {
        environment.put("CHALLENGER_HTTP_PORT", "x");
        environment.put("CHALLENGER_MAIL_PORT", "x");

        SettingsException thrown = assertThrows(SettingsException.class, this::load);

        assertEquals(String.join("\n", thrown.faults()), thrown.getMessage());
        assertEquals(2, thrown.faults().size());
    }

    @Test
    void noFaultShowsASecret() {
        for (Setting<?> setting : Catalogue.SETTINGS) {
            environment.put(setting.environmentName(), setting.kind().secret() ? "hunter2 \0" : "\0bad");
        }
        environment.put("CHALLENGER_HTTP_BASE_URL", "https://bob:hunter2@example.com");

        String faults = faults().stream().collect(Collectors.joining("\n"));

        assertFalse(faults.contains("hunter2"), faults);
        assertTrue(faults.contains("https://…@example.com"), faults);
    }

    @Test
    void settingsDoNotPrintTheirPasswords() throws Exception {
        environment.put("CHALLENGER_DB_URL", "jdbc:mariadb://localhost/challenger?password=hunter2");
        environment.put("CHALLENGER_DB_PASSWORD", "hunter2");
        environment.put("CHALLENGER_MAIL_USER", "bob");
        environment.put("CHALLENGER_MAIL_PASSWORD", "hunter2");

        assertFalse(load().toString().contains("hunter2"));
    }

    @Test
    void unknownNamesInTheEnvironmentAreIgnored() throws Exception {
        environment.put("CHALLENGER_TEST_DB", "jdbc:mariadb://127.0.0.1/test");
        environment.put("CHALLENGER_SERVICE_HOST", "10.0.0.1");

        load();
    }

    @Test
    void aMissingFileIsAFault() throws Exception {
        Files.delete(file);

        assertEquals("the settings file " + file + " does not exist", faults().get(0));
    }

    @Test
    void aDirectoryInsteadOfAFileIsAFault() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);

        assertTrue(faults().get(0).startsWith("the settings file " + file + " cannot be read"));
    }

    @Test
    void aFileThatIsNotUtf8IsAFault() throws Exception {
        Files.writeString(file, "address.hint = Zürich\n", ISO_8859_1);

        assertEquals("the settings file " + file + " is not UTF-8", faults().get(0));
    }

    @Test
    void aFileWithABrokenEscapeIsAFault() throws Exception {
        append("address.hint = \\u12");

        assertTrue(faults().get(0).contains("hexadecimal"), faults().toString());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() throws Exception {
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        assertEquals("mail.example.com", load().sending().mail().orElseThrow().host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.password = a\\b",
                "db.password = a\\nb",
                "db.password = a\\:b",
                "db.password : a\\ b",
                "  mail.password = a\\\\\\b",
                "mail.password = a\\",
                "mail.password = a\\\nb",
                "address.hint = C:\\temp",
                "# a comment \\\naddress.hint = a\\.b",
                "address.hint = a \\\r\n  b \\d"
            })
    void aBackslashIsNeverLostSilently(String line) throws Exception {
        Files.writeString(file, Files.readString(file) + line);

        String found = faults().get(0);

        int number = 5 + (line.startsWith("#") ? 1 : 0);
        assertEquals(
                "line " + number + " of the settings file " + file
                        + " has a backslash that would be lost: write \\\\ for a backslash",
                found);
    }

    @Test
    void escapesThatLoseNothingAreRead() throws Exception {
        append(
                "# C:\\temp \\",
                "db.user = u",
                "db.password = a\\\\b\\u0020c",
                "source.url = https\\://example.com/\\",
                "   a\\=b",
                "! \\n");

        assertEquals("a\\b c", load().db().orElseThrow().password().value());
        assertEquals("https://example.com/a=b", load().source().orElseThrow().toString());
    }

    @Test
    void theExampleOfTheDocumentsIsReadAsItStands() throws Exception {
        List<String> examples = Files.readAllLines(Path.of("src/site/markdown/reference.md")).stream()
                .filter(line -> line.startsWith("address.restrictions"))
                .toList();
        assertEquals(1, examples.size());
        append(examples.get(0));

        assertEquals(1, load().address().restrictions().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", "home", "\0"})
    void aUserWithoutAHomeNeedsAKeyFile(String home) throws Exception {
        String before = System.setProperty("user.home", home);
        try {
            assertEquals(
                    List.of("key.file is missing; it must be set since the user that runs this has no home directory"),
                    faults());
            append("key.file = /etc/challenger.keys");
            assertEquals(Path.of("/etc/challenger.keys"), keyFile(load()));
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void turkishLettersChangeNothing() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        try {
            environment.put("CHALLENGER_LIMIT_ADDRESS_CHANGES", "5");
            environment.put("CHALLENGER_HTTP_BASE_URL", "https://i.example.com");
            environment.put("CHALLENGER_TRANSMISSION_INTERVALS", "pt1m,p1d");

            assertEquals("CHALLENGER_MAIL_TIMEOUT", MailServerSettings.MAIL_TIMEOUT.environmentName());
            assertEquals(5, load().validation().addressChanges());
            assertEquals(AddressType.EMAIL, load().address().type());
        } finally {
            Locale.setDefault(before);
        }
    }
}
