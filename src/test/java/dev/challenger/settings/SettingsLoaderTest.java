package dev.challenger.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.address.PhoneKind;
import dev.challenger.address.PhoneNumber;
import dev.challenger.address.PhonePolicy;
import dev.challenger.address.Restriction;
import dev.challenger.limit.BreakerLimits;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets.Subject;
import dev.challenger.secret.Password;
import dev.challenger.tan.Tan;
import dev.challenger.testing.Addresses;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.ValidationLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that settings are read from all sources, and that all faults are reported at once. */
class SettingsLoaderTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Object> jndi = new HashMap<>();
    private final Map<Setting<?>, String> flags = new HashMap<>();
    private Path file;

    @BeforeEach
    void minimalSettings() throws IOException {
        file = directory.resolve("challenger.properties");
        write(
                "db.url = jdbc:mariadb://127.0.0.1/challenger",
                "http.base-url = https://challenger.example.com/",
                "mail.host = mail.example.com",
                "mail.from = Challenger <challenger@example.com>");
    }

    @Test
    void minimalSettingsGetTheDefaults() throws Exception {
        Settings settings = load();

        assertEquals(
                Optional.of(new Settings.Db("jdbc:mariadb://127.0.0.1/challenger", "challenger", new Password(""), 10)),
                settings.db());
        assertEquals(
                new Settings.Http("127.0.0.1", 8080, URI.create("https://challenger.example.com")), settings.http());
        assertEquals(Optional.empty(), settings.keyFile());
        assertEquals(Path.of(System.getProperty("user.home"), ".challenger/keys"), settings.keyFileOrDefault());
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
                        10_000),
                settings.validation());
        assertEquals(Security.STARTTLS, settings.mail().orElseThrow().security());
        assertEquals(Duration.ofSeconds(10), settings.mail().orElseThrow().timeout());
        assertEquals(new HelperCommands(Map.of(), Duration.ofSeconds(30)), settings.commands());
        assertEquals(Set.of(Channel.PHONE), settings.breakers().keySet());
        assertEquals(Optional.empty(), settings.source());
    }

    @Test
    void theBreakerIsOnFromTwoDestinations() throws Exception {
        append("breaker.minimum = 2", "breaker.ratio = 100", "breaker.window = PT2H", "breaker.cool-down = P1D");
        assertEquals(
                new BreakerLimits(2, 100, Duration.ofHours(2), Duration.ofDays(1)),
                load().breakers().get(Channel.EMAIL));

        environment.put("CHALLENGER_BREAKER_MINIMUM", "0");
        assertEquals(Map.of(), load().breakers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "1001", "many"})
    void theBreakerIsNeverTrippedByOneDestination(String minimum) throws Exception {
        append("breaker.minimum = " + minimum);

        assertEquals(
                List.of("breaker.minimum (file " + file + ") must be a number from 2 to 1000, or 0, not \"" + minimum
                        + "\""),
                faults());
    }

    @Test
    void eachTestAddressHasATanAndAllHaveALastDay() throws Exception {
        append("test.addresses = a=b@EXAMPLE.com=00000001 ,c@shop.test=12345678", "test.until = 2026-12-31");

        TestAddresses tests = load().tests();

        assertEquals(LocalDate.parse("2026-12-31"), tests.until());
        assertEquals(
                Map.of(
                        Addresses.email("a=b@example.com"),
                                Tan.parse("00000001").orElseThrow(),
                        Addresses.email("c@shop.test"), Tan.parse("12345678").orElseThrow()),
                tests.tans());
        assertFalse(tests.toString().contains("12345678"), tests.toString());
    }

    @Test
    void everyFaultOfTestAddressesIsReportedWithoutTheAddress() throws Exception {
        append(
                "test.addresses = person@gmail.com=12345678, b@example.com, c@example.com=1234567, d=12345678,"
                        + " e@example.com=12345678, e@EXAMPLE.com=12345678, f@example.com.=12345678, ,"
                        + " g@example.com.evil.org=12345678",
                "test.until = 2026-12-31");
        String key = "test.addresses (file " + file + ") entry ";
        String form = " must be ADDRESS=TAN, the TAN 8 digits";
        String none = " is no address that this service validates (email)";
        String free = " is not reserved for tests: it must be at or below example.com, example.net, example.org, .test,"
                + " .example or .invalid, or a phone number kept free for fiction";

        assertEquals(
                List.of(
                        key + 1 + free,
                        key + 2 + form,
                        key + 3 + form,
                        key + 4 + none,
                        key + 6 + " is there twice",
                        key + 7 + none,
                        key + 8 + form,
                        key + 9 + free),
                faults());
    }

    @Test
    void testAddressesEndWithinAYear() throws Exception {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        append("test.addresses = a@example.com=12345678", "test.until = 2027-11-22");
        assertDoesNotThrow(() -> load().requireEndOfTests(now));

        environment.put("CHALLENGER_TEST_UNTIL", "2027-11-23");
        Settings settings = load();
        SettingsException refusal = assertThrows(SettingsException.class, () -> settings.requireEndOfTests(now));

        assertEquals(List.of("test.until must be at most 366 days ahead"), refusal.faults());
    }

    @Test
    void testAddressesAndTheirLastDayGoTogether() throws Exception {
        append("test.addresses = a@example.com=12345678");
        assertEquals(List.of("test.until is missing; it must be set with test.addresses"), faults());

        environment.put("CHALLENGER_TEST_UNTIL", "tomorrow");
        assertEquals(1, faults().size());
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
                "mail.example.com", load(Optional.empty()).mail().orElseThrow().host());

        environment.put("CHALLENGER_CONFIG", "/does/not/exist");
        jndi.put("challenger/config", file.toString());
        assertEquals(
                "mail.example.com", load(Optional.empty()).mail().orElseThrow().host());

        jndi.put("challenger/config", "/does/not/exist");
        assertEquals("mail.example.com", load().mail().orElseThrow().host());
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

        assertEquals(Path.of("/var/lib/challenger/keys"), settings.keyFileOrDefault());
        assertEquals(
                Optional.of("jemand@beispiel.example, Zürich"),
                settings.address().hint());
        Restriction restriction =
                Objects.requireNonNull(settings.address().restrictions().get("CONTACT_EMAIL"));
        assertTrue(restriction.allows("a@example.com"));
        assertFalse(restriction.allows("a@example-com"));
        assertEquals("ours only", restriction.hint());
        assertEquals(Map.of("de-CH", "nur unsere"), restriction.hintI18n());
        assertEquals(465, settings.mail().orElseThrow().port());
        assertEquals(Optional.of("bob"), settings.mail().orElseThrow().user());
        assertEquals(" secret ", settings.mail().orElseThrow().password().value());
        assertEquals(Optional.of(command), settings.commands().of(Channel.EMAIL));
        assertEquals(Optional.of(URI.create("https://git.example.com/challenger?p=1#readme")), settings.source());
    }

    @ParameterizedTest
    @CsvSource({"starttls,587", "tls,465", "none,25"})
    void theMailPortFollowsFromTheSecurity(String security, int port) throws Exception {
        append("mail.security = " + security);

        assertEquals(port, load().mail().orElseThrow().port());
    }

    @Test
    void aMailPortThatIsSetCounts() throws Exception {
        append("mail.security = tls", "mail.port = 2525");

        assertEquals(2525, load().mail().orElseThrow().port());
    }

    @Test
    void aDataSourceOfTheContainerReplacesTheUrl() throws Exception {
        environment.put("CHALLENGER_DB_URL", "");
        jndi.put("jdbc/challenger", new BasicDataSource());

        assertEquals(Optional.empty(), load().db());
    }

    @Test
    void aHelperCommandReplacesTheMailServer() throws Exception {
        environment.put("CHALLENGER_MAIL_HOST", "");
        environment.put("CHALLENGER_COMMAND_EMAIL", executable("send").toString());

        assertEquals(Optional.empty(), load().mail());
    }

    private void validatePhones() throws IOException {
        environment.put("CHALLENGER_MAIL_HOST", "");
        environment.put("CHALLENGER_MAIL_FROM", "");
        environment.put("CHALLENGER_ADDRESS_TYPE", "phone");
        environment.put("CHALLENGER_COMMAND_PHONE", executable("sms").toString());
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH, li");
    }

    @Test
    void phonesHaveDefaultsOfTheirOwnAndNeedNoMailServer() throws Exception {
        validatePhones();

        Settings settings = load();

        assertEquals(AddressType.PHONE, settings.address().type());
        assertEquals(
                new PhonePolicy(
                        Optional.empty(),
                        Set.of("CH", "LI"),
                        Set.of(PhoneKind.PREMIUM_RATE, PhoneKind.SHARED_COST, PhoneKind.PAGER)),
                settings.address().phones());
        assertEquals(Duration.ofMinutes(10), settings.validation().tanValidFor());
        assertEquals(Duration.ofHours(24), settings.validation().validationValidFor());
        assertEquals(
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                settings.validation().intervals());
        assertEquals(
                Map.of(
                        Subject.DESTINATION, new Budget(5, Duration.ofDays(1)),
                        Subject.PREFIX, new Budget(20, Duration.ofHours(1)),
                        Subject.NETWORK, new Budget(100, Duration.ofHours(1))),
                settings.budgets().get(Channel.PHONE));
        assertEquals(
                Optional.of(directory.resolve("sms")),
                settings.commands().of(settings.address().type().channel()));
    }

    @Test
    void theCountriesOfPhonesMustBeSet() throws Exception {
        validatePhones();
        environment.put("CHALLENGER_PHONE_COUNTRIES", " ");

        assertEquals(
                List.of("phone.countries is missing; it must be set where messages go to phones, since each one costs"
                        + " money"),
                faults());
    }

    @Test
    void theCountriesOfPhonesMustBeSetForTanChallengesToo() throws Exception {
        environment.put("CHALLENGER_COMMAND_PHONE", executable("sms").toString());

        assertEquals(
                List.of("phone.countries is missing; it must be set where messages go to phones, since each one costs"
                        + " money"),
                faults());
    }

    @Test
    void everyChannelHasItsDefaultBudgetAndBreakerUnlessOneIsSet() throws Exception {
        assertEquals(
                Map.of(Channel.EMAIL, "10/P1D", Channel.PHONE, "5/P1D", Channel.POST, "1/P7D"),
                budgetsOfDestinations(load()));
        assertEquals(Set.of(Channel.PHONE), load().breakers().keySet());

        environment.put("CHALLENGER_BUDGET_DESTINATION", "3/P2D");
        environment.put("CHALLENGER_BREAKER_MINIMUM", "7");
        assertEquals(
                Map.of(Channel.EMAIL, "3/P2D", Channel.PHONE, "3/P2D", Channel.POST, "3/P2D"),
                budgetsOfDestinations(load()));
        assertEquals(Set.of(Channel.values()), load().breakers().keySet());
    }

    private static Map<Channel, String> budgetsOfDestinations(Settings settings) {
        return settings.budgets().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, budgets -> {
            Budget budget = Objects.requireNonNull(budgets.getValue().get(Subject.DESTINATION));
            return budget.count() + "/P" + budget.per().toDays() + "D";
        }));
    }

    @Test
    void aFaultThatConcernsSeveralChannelsIsReportedOnce() throws Exception {
        environment.put("CHALLENGER_BUDGET_DESTINATION", "many");

        assertEquals(1, faults().size());
    }

    @Test
    void theOperatorCanSetThePhonePolicyAndTheValidity() throws Exception {
        validatePhones();
        environment.put("CHALLENGER_PHONE_COUNTRIES", "any");
        environment.put("CHALLENGER_PHONE_DEFAULT_COUNTRY", "ch");
        environment.put("CHALLENGER_PHONE_REFUSED_KINDS", "none");
        environment.put("CHALLENGER_TAN_VALID_FOR", "PT20M");

        Settings settings = load();

        assertEquals(
                new PhonePolicy(Optional.of("CH"), PhoneNumber.knownCountries(), Set.of()),
                settings.address().phones());
        assertEquals(Duration.ofMinutes(20), settings.validation().tanValidFor());
    }

    @Test
    void thePhonePolicyIsReadWhateverTypeTheServiceValidates() throws Exception {
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH");

        assertEquals(Set.of("CH"), load().address().phones().countries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postal", "postal-ch"})
    void lettersHaveLongerDefaults(String type) throws Exception {
        environment.put("CHALLENGER_ADDRESS_TYPE", type);
        environment.put("CHALLENGER_MAIL_HOST", "");
        environment.put("CHALLENGER_COMMAND_POST", executable("print").toString());

        Settings settings = load();

        assertEquals(Duration.ofDays(30), settings.validation().tanValidFor());
        assertEquals(List.of(Duration.ofDays(7)), settings.validation().intervals());
        assertEquals(Duration.ofDays(90), settings.validation().validationValidFor());
        assertEquals(Duration.ofDays(365), settings.validation().addressValidFor());
        assertEquals(
                new Budget(1, Duration.ofDays(7)),
                Objects.requireNonNull(settings.budgets().get(Channel.POST)).get(Subject.DESTINATION));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, command.phone is missing; it must be set since there is no other way to send to phones",
        "postal, command.post is missing; it must be set since there is no other way to send letters",
        "postal-ch, command.post is missing; it must be set since there is no other way to send letters",
    })
    void anAddressTypeWithoutASenderIsAFault(String type, String fault) {
        environment.put("CHALLENGER_ADDRESS_TYPE", type);
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH");

        assertEquals(List.of(fault), faults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.url                 | jdbc:mariadb://localhost:3306/challenger?useSsl=true",
                "db.pool.max            | 1000",
                "http.host              | ::1",
                "http.host              | [::1]",
                "http.host              | 0.0.0.0",
                "http.port              | 0",
                "http.port              | 65535",
                "http.base-url          | http://127.0.0.1:8080",
                "http.base-url          | https://example.com/challenger",
                "http.base-url          | http://[::1]:8080/",
                "mail.host              | localhost",
                "mail.host              | mail_1.internal",
                "mail.from              | challenger@example.com",
                "mail.from              | \"Shop, and more\" <no-reply@shop.example.com>",
                "mail.from              | Zürich <zuerich@example.com>",
                "mail.from              | root@localhost",
                "mail.timeout           | PT1S",
                "mail.timeout           | PT5M",
                "limit.attempts         | 1",
                "limit.attempts         | 10",
                "tan.valid-for          | P30D",
                "tan.valid-for          | pt30m",
                "tan.valid-for          | PT1H30M",
                "transmission.intervals | P7D, P1W",
                "transmission.intervals | PT1M",
                "address.valid-for      | P3660D",
                "address.erased-after   | PT1S",
                "address.erased-after   | P366D",
                "address.valid-for      | P52W",
                "address.restrictions   | {}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\"[[:alpha:]]+@x\",\"hint\":\"x\"}}",
                "phone.countries        | US,CA,jm",
                "phone.countries        | any",
                "phone.default-country  | XK",
                "phone.refused-kinds    | uan, voip,toll-free,fixed-line,personal-number,voicemail",
                "budget.prefix          | 1/PT1M",
                "budget.country         | 1000/P1D",
                "source.url             | http://localhost/",
            })
    void validValuesAreAccepted(String key, String value) throws Exception {
        environment.put(Catalogue.find(key).orElseThrow().environmentName(), value);

        load();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.url                 | jdbc:mysql://localhost/challenger",
                "db.url                 | jdbc:mariadb://local host/challenger",
                "db.pool.max            | 0",
                "db.pool.max            | 1001",
                "db.pool.max            | ten",
                "http.host              | a b",
                "http.host              | http://localhost",
                "http.host              | host:80",
                "http.port              | -1",
                "http.port              | 65536",
                "http.port              | 8080.0",
                "http.port              | 99999999999",
                "http.base-url          | example.com",
                "http.base-url          | /challenger",
                "http.base-url          | ftp://example.com",
                "http.base-url          | https:///x",
                "http.base-url          | https:example.com",
                "http.base-url          | https://example.com?x=y",
                "http.base-url          | https://example.com#x",
                "http.base-url          | https://user:word@example.com",
                "http.base-url          | https://example.com:99999",
                "http.base-url          | https://example.com/a b",
                "http.base-url          | https://exämple.com",
                "mail.from              | challenger",
                "mail.from              | a@example.com, b@example.com",
                "mail.from              | Shop <>",
                "mail.from              | a@",
                "mail.from              | @example.com",
                "mail.from              | a@.example.com",
                "mail.from              | shop: a@example.com;",
                "mail.from              | Shop, and more <a@example.com>",
                "mail.security          | ssl",
                "mail.security          | TLS",
                "mail.port              | 0",
                "mail.timeout           | PT0S",
                "mail.timeout           | PT0.5S",
                "mail.timeout           | PT5M1S",
                "mail.timeout           | 10",
                "command.email          | send",
                "command.email          | /tmp",
                "command.email          | /does/not/exist",
                "command.timeout        | -PT5S",
                "limit.attempts         | 0",
                "limit.transmissions    | 11",
                "limit.address-changes  | three",
                "tan.valid-for          | P1M",
                "tan.valid-for          | P1Y",
                "tan.valid-for          | P367D",
                "tan.valid-for          | 30 min",
                "transmission.intervals | PT1M,",
                "transmission.intervals | PT1M;PT2M",
                "transmission.intervals | PT0S",
                "address.valid-for      | P3661D",
                "address.erased-after   | PT0S",
                "address.erased-after   | P367D",
                "address.valid-for      | P99999999999999999999D",
                "address.type           | fax",
                "address.type           | EMAIL",
                "address.restrictions   | []",
                "address.restrictions   | {",
                "address.restrictions   | {} {}",
                "address.restrictions   | {\"CONTACT_PHONE\":{\"regex\":\".*\",\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":\".*\"}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".*\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":5,\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\"(\",\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"more\":\"y\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"regex\":\".\",\"hint\":\"x\"}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"hint_i18n\":[]}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"hint_i18n\":{\"\":\"y\"}}}",
                "address.restrictions   | {\"CONTACT_EMAIL\":{\"regex\":\".\",\"hint\":\"x\",\"hint_i18n\":{\"d_e\":\"y\"}}}",
                "phone.countries        | CH;DE",
                "phone.countries        | CH,",
                "phone.countries        | all",
                "phone.countries        | any,CH",
                "phone.countries        | 001",
                "phone.countries        | +41",
                "phone.default-country  | Switzerland",
                "phone.default-country  | CH,DE",
                "phone.refused-kinds    | mobile",
                "phone.refused-kinds    | premium-rate,none",
                "budget.prefix          | 20",
                "budget.country         | 0/P1D",
                "command.email          | mail",
                "command.post           | /does/not/exist",
                "source.url             | javascript:alert(1)",
            })
    void invalidValuesAreRefusedWithKeyAndOrigin(String key, String value) {
        Setting<?> setting = Catalogue.find(key).orElseThrow();
        environment.put(setting.environmentName(), value);

        List<String> faults = faults();

        assertEquals(1, faults.size(), faults.toString());
        String start = key + " (environment " + setting.environmentName() + ") ";
        assertTrue(faults.get(0).startsWith(start), faults.toString());
        assertTrue(faults.get(0).length() < 300, faults.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail.from", "address.hint", "db.user", "mail.user", "mail.host", "http.base-url", "key.file"})
    void controlCharactersAreRefused(String key) {
        environment.put("CHALLENGER_MAIL_PASSWORD", "x");
        environment.put("CHALLENGER_MAIL_USER", "x");
        String value = key.equals("mail.from") ? "A\r\nBcc: b@example.com <a@example.com>" : "http://a/\r\nb\0";
        environment.put(Catalogue.find(key).orElseThrow().environmentName(), value);

        List<String> faults = faults();

        assertEquals(1, faults.size(), faults.toString());
        assertFalse(faults.get(0).chars().anyMatch(Character::isISOControl), faults.toString());
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
                        "mail.host or command.email is missing: there is no way to send e-mail",
                        "mail.user is missing; it must be set with mail.password",
                        "mail.port (file FILE) must be a number from 1 to 65535, not \"80b\""),
                faults().stream()
                        .map(fault -> fault.replace(file.toString(), "FILE"))
                        .toList());
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
    void aUserWithoutAPasswordIsAFault() {
        environment.put("CHALLENGER_MAIL_USER", "bob");

        assertEquals(List.of("mail.password is missing; it must be set with mail.user"), faults());
    }

    @Test
    void aMailServerWithoutASenderIsAFault() {
        environment.put("CHALLENGER_MAIL_FROM", "");

        assertEquals(List.of("mail.from is missing; it must be set with mail.host"), faults());
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

        assertEquals("mail.example.com", load().mail().orElseThrow().host());
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
    @ValueSource(strings = {"?", "", "home"})
    void aUserWithoutAHomeNeedsAKeyFile(String home) throws Exception {
        String before = System.setProperty("user.home", home);
        try {
            assertEquals(
                    List.of("key.file is missing; it must be set since the user that runs this has no home directory"),
                    faults());
            append("key.file = /etc/challenger.keys");
            assertEquals(Path.of("/etc/challenger.keys"), load().keyFileOrDefault());
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

            assertEquals("CHALLENGER_MAIL_TIMEOUT", SendingSettings.MAIL_TIMEOUT.environmentName());
            assertEquals(5, load().validation().addressChanges());
            assertEquals(AddressType.EMAIL, load().address().type());
        } finally {
            Locale.setDefault(before);
        }
    }

    private Settings load() throws SettingsException {
        return load(Optional.of(file));
    }

    private Settings load(Optional<Path> named) throws SettingsException {
        return new SettingsLoader(environment, name -> Optional.ofNullable(jndi.get(name))).load(named, flags);
    }

    private List<String> faults() {
        return assertThrows(SettingsException.class, this::load).faults();
    }

    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private void append(String... lines) throws IOException {
        Files.write(file, List.of(lines), java.nio.file.StandardOpenOption.APPEND);
    }

    private Path executable(String name) throws IOException {
        Path path = Files.createFile(directory.resolve(name));
        assertTrue(path.toFile().setExecutable(true));
        return path;
    }
}
