package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.http.HttpGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the lists of senders, the senders with a name, and the faults that are found at the start. */
final class SenderSettingsTest {
    private static final String REQUEST = "POST https://sms.example.com/\nContent-Type: text/plain\n\n${to} ${text}";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CHALLENGER_DB_URL", "jdbc:mariadb://localhost/challenger",
            "CHALLENGER_HTTP_BASE_URL", "https://challenger.example.com/x",
            "CHALLENGER_ADDRESS_TYPE", "phone",
            "CHALLENGER_PHONE_COUNTRIES", "any",
            "CHALLENGER_SENDERS_PHONE", "one",
            "CHALLENGER_SENDER_ONE_REQUEST", REQUEST));
    private final Map<String, Object> jndi = new HashMap<>();
    private Optional<Path> file = Optional.empty();

    private SenderPlan plan() {
        return new SettingsLoader(environment, name -> Optional.ofNullable(jndi.get(name)))
                .load(file, Map.of())
                .sending()
                .senders();
    }

    private List<String> faults() {
        return assertThrows(SettingsException.class, this::plan).faults();
    }

    private HttpGateway one() {
        return Objects.requireNonNull(plan().gateways().get("one"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void aGatewayHasItsSettingsAndDefaults() {
        environment.put("CHALLENGER_SENDER_ONE_USER", "me");
        environment.put("CHALLENGER_SENDER_ONE_PASSWORD", " secret ");

        HttpGateway gateway = one();

        assertEquals("me", gateway.user());
        assertEquals(" secret ", gateway.password().value());
        assertEquals(Duration.ofSeconds(15), gateway.timeout());
        assertEquals(5, gateway.requests());
        assertEquals("challenger.example.com", gateway.host());
        assertEquals(List.of("one"), plan().of(Channel.PHONE));
    }

    @Test
    void everySourceMayHaveIt() throws Exception {
        environment.remove("CHALLENGER_SENDERS_PHONE");
        environment.remove("CHALLENGER_SENDER_ONE_REQUEST");
        jndi.put("challenger/senders/phone", "one, two");
        jndi.put("challenger/sender/one/request", REQUEST);
        file = Optional.of(
                write(
                        "settings",
                        "sender.two.request = POST https://example.com/\\n\\\n  Content-Type: application/json\\n\\\n  \\n\\\n  {\"to\": \"${to}\"}\n"));

        assertEquals(Set.of("one", "two"), plan().gateways().keySet());
        assertEquals(List.of("one", "two"), plan().of(Channel.PHONE));
    }

    @Test
    void jndiMayHaveASettingAndOneBelowIt() throws Exception {
        jndi.put("challenger/senders/phone", "one");
        jndi.put("challenger/senders/phone.by-country", "CH two");
        jndi.put("challenger/sender/two/request", REQUEST);
        // The form without a dot, for a name that has no value.
        jndi.put("challenger/sender/two/password/file", write("key", "s3cret\n").toString());

        assertEquals(Map.of("CH", List.of("two")), plan().byCountry());

        jndi.put(
                "challenger/sender/two/password.file",
                write("other", "s3cret\n").toString());
        assertTrue(
                faults().toString()
                        .contains("JNDI has both challenger/sender/two/password.file and"
                                + " challenger/sender/two/password/file: remove one of them"),
                faults().toString());
    }

    @Test
    void secretsAndTemplatesMayBeInFiles() throws Exception {
        environment.remove("CHALLENGER_SENDER_ONE_REQUEST");
        environment.put(
                "CHALLENGER_SENDER_ONE_REQUEST_FILE", write("one.http", REQUEST).toString());
        environment.put(
                "CHALLENGER_SENDER_ONE_PASSWORD_FILE", write("key", "s3cret\n").toString());
        environment.put(
                "CHALLENGER_SENDER_ONE_SIGNING_KEY_FILE",
                write("signing", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\n").toString());

        assertEquals("s3cret", one().password().value());
        assertTrue(one().signing().isPresent());
    }

    @Test
    void theFaultOfATemplateHasFileAndLine() throws Exception {
        Path template =
                write("one.http", "POST https://example.com/\nContent-Type: application/json\n\n{\n\"a\": ${to}}");
        environment.remove("CHALLENGER_SENDER_ONE_REQUEST");
        environment.put("CHALLENGER_SENDER_ONE_REQUEST_FILE", template.toString());

        assertEquals(
                List.of("sender.one.request.file (environment CHALLENGER_SENDER_ONE_REQUEST_FILE) is refused: "
                        + template + " line 5: ${to} must stand between double quotes"),
                faults());
    }

    @Test
    void countriesMayHaveAnOrderOfTheirOwn() {
        environment.put("CHALLENGER_COMMAND_PHONE", "/bin/true");
        environment.put("CHALLENGER_SENDER_TWO_COMMAND", "/bin/true");
        environment.put("CHALLENGER_SENDERS_PHONE_BY_COUNTRY", "CH two one two, DE command");

        SenderPlan plan = plan();

        assertEquals(Map.of("CH", List.of("two", "one"), "DE", List.of("command")), plan.byCountry());
        assertEquals(Set.of("one", "two", "command"), plan.names(Channel.PHONE));
        assertEquals(Set.of(), plan.names(Channel.EMAIL));
    }

    @Test
    void withoutListsTheSendersAreAsBefore() {
        environment.remove("CHALLENGER_SENDERS_PHONE");
        environment.remove("CHALLENGER_SENDER_ONE_REQUEST");
        environment.put("CHALLENGER_COMMAND_PHONE", "/bin/true");
        environment.put("CHALLENGER_MAIL_HOST", "mail.example.com");
        environment.put("CHALLENGER_MAIL_FROM", "a@example.com");

        assertEquals(List.of("command"), plan().of(Channel.PHONE));
        assertEquals(List.of("mail"), plan().of(Channel.EMAIL));
        assertEquals(List.of(), plan().of(Channel.POST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            SENDERS_PHONE;            one, two;       names two: set one of sender.two.request, sender.two.request.file and sender.two.command
            SENDERS_PHONE;            one, mail;      names mail, which sends e-mail only
            SENDERS_PHONE;            one, command;   names command, but command.phone is missing
            SENDER_ONE_REFUSED;       404, 200 /e=1;  has a condition that is never met, because every answer with its status is accepted
            SENDER_ONE_DECLINED;      2xx /error;     has a condition that is never met, because every answer with its status is accepted
            SENDERS_PHONE;            One;            must be a list of names
            SENDERS_PHONE_BY_COUNTRY; XX one;         must be a list with commas of countries
            SENDERS_PHONE_BY_COUNTRY; CH;             must be a list with commas of countries
            SENDERS_PHONE_BY_COUNTRY; CH one, CH one; must be a list with commas of countries
            SENDERS_EMAIL;            one;            names one, which belongs to another channel
            SENDER_TWO_USER;          me;             sender.two is in no list
            SENDER_ONE_COMMAND;       /bin/true;      names one: set one of
            SENDER_ONE_ACCEPTED;      2xx /a=b, ok;   must be a list with commas of statuses
            SENDER_ONE_MESSAGE_ID;    id;             must be a JSON pointer
            SENDER_ONE_SIGNING_KEY;   whsec_c2hvcnQ=; must be whsec_ and the base64
            SENDER_ONE_PASSWORD_FILE; /does/not/exist; cannot be read
            MAIL_TOKEN_URL;           https://example.com/token; mail.user is missing; it must be set with mail.token.url
            MAIL_TOKEN_URL;           https://example.com/token; mail.token.client-secret or mail.token.refresh-token is missing
            MAIL_TOKEN_URL;           http://example.com/token;  must be an absolute https URL
            SENDER_ONE_REQUESTS;      51;             is larger than sending.requests
            """)
    void faults(String variable, String value, String fault) {
        environment.put("CHALLENGER_" + variable, value);

        List<String> faults = faults();

        assertTrue(faults.stream().anyMatch(text -> text.contains(fault)), faults.toString());
    }

    @Test
    void aSecretStandsInOnePlaceOnly() throws Exception {
        environment.put("CHALLENGER_DB_PASSWORD", "a");
        environment.put("CHALLENGER_DB_PASSWORD_FILE", write("db", "b").toString());

        assertEquals(
                List.of("db.password.file (environment CHALLENGER_DB_PASSWORD_FILE) and db.password are both set"),
                faults());
    }

    @Test
    void anEmptyOrLongOrBinarySecretIsAFault() throws Exception {
        for (String text : List.of("", "\n", "two\nlines\n", "x".repeat(70_000))) {
            environment.put(
                    "CHALLENGER_SENDER_ONE_PASSWORD_FILE", write("key", text).toString());
            assertEquals(1, faults().size());
        }
        environment.put(
                "CHALLENGER_SENDER_ONE_PASSWORD_FILE",
                Files.write(directory.resolve("key"), new byte[] {(byte) 0xFF, 'a'})
                        .toString());
        assertTrue(faults().get(0).contains("is not UTF-8"));
    }
}
