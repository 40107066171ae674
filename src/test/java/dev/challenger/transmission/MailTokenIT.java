package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.documents.Document;
import dev.challenger.secret.Password;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestSettings;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.http.TokenAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves the login with access tokens, at a mail server that offers XOAUTH2 and nothing else. */
final class MailTokenIT {
    private static final String SECRET = "s3cret&more";

    @AutoClose
    private final StubGateway tokens = new StubGateway();

    private final TestClock clock = new TestClock();

    private MailTransmitter sender(ScriptedMailServer server, Optional<Password> refresh) {
        TokenAccount account = new TokenAccount(
                URI.create(tokens.url() + "/token"),
                "me",
                Optional.of(new Password(SECRET)),
                refresh,
                Optional.of("https://mail.example.com/.default"));
        MailAccount mail = MailSettings.withLogin(
                MailSettings.plain(server.port()), new MailAccount.Login.ByToken("box@example.com", account));
        return new MailTransmitter(mail, clock, new SecureRandom());
    }

    /** Takes one message on each connection, from anyone who has this token. */
    private static ScriptedMailServer server(String token) throws IOException {
        String expected = Base64.getEncoder()
                .encodeToString(
                        ("user=box@example.com\1auth=Bearer " + token + "\1\1").getBytes(StandardCharsets.UTF_8));
        return new ScriptedMailServer((line, connection) -> {
            line.obeyUntil("EHLO");
            line.say("250-ready");
            line.say("250 AUTH XOAUTH2");
            line.answerUntil("AUTH XOAUTH2 " + expected);
            line.say("235 2.7.0 welcome");
            line.answerUntil("DATA");
            line.say("354 go on");
            line.receive();
            line.say("250 queued");
        });
    }

    private static String answer(String token) {
        return "{\"token_type\": \"Bearer\", \"expires_in\": 3600, \"access_token\": \"" + token + "\"}";
    }

    @Test
    void aTokenIsFetchedOnceAndRenewedInTime() throws Exception {
        tokens.answer(200, answer("t1"));
        try (ScriptedMailServer server = server("t1");
                MailTransmitter sender = sender(server, Optional.empty())) {
            sender.send(Letters.letter());
            clock.advance(Duration.ofMinutes(57));
            sender.send(Letters.letter());
            assertEquals(1, tokens.requests().size());

            clock.advance(Duration.ofMinutes(1));
            sender.send(Letters.letter());

            assertEquals(2, tokens.requests().size());
            assertEquals(3, server.mails().size());
        }
        assertEquals(
                "grant_type=client_credentials&client_id=me&client_secret=s3cret%26more"
                        + "&scope=https%3A%2F%2Fmail.example.com%2F.default",
                tokens.newest().body());
    }

    @Test
    void aRefreshTokenIsUsedWhereThereIsOne() throws Exception {
        tokens.answer(200, answer("t1"));
        try (ScriptedMailServer server = server("t1");
                MailTransmitter sender = sender(server, Optional.of(new Password("r+1")))) {
            sender.send(Letters.letter());
        }

        assertTrue(tokens.newest().body().startsWith("grant_type=refresh_token&client_id=me"));
        assertTrue(tokens.newest().body().contains("&refresh_token=r%2B1&"));
    }

    @Test
    void aRefusedTokenIsNotKept() throws Exception {
        tokens.answer(200, answer("old"));
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("EHLO");
                    line.say("250-ready");
                    line.say("250 AUTH XOAUTH2");
                    line.answerUntil("AUTH");
                    line.say("535 5.7.3 Authentication unsuccessful");
                });
                MailTransmitter sender = sender(server, Optional.empty())) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());
            assertEquals(Fault.SENDER, failure.fault());
            assertFalse(failure.mayHaveBeenAccepted());
            Failures.thrown(sender, Letters.letter());
        }

        assertEquals(2, tokens.requests().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            401; {"error": "invalid_client", "error_description": "s3cret&more"}; http 401 invalid_client
            200; {"expires_in": 3600};                                            http 200, and no token
            200; nonsense;                                                        http 200, and no token
            200; {"access_token": "a b"};                                         http 200, and no token
            """)
    void withoutATokenNothingIsHandedOver(int status, String answer, String reason) throws Exception {
        tokens.answer(status, answer);
        try (ScriptedMailServer server = server("t1");
                MailTransmitter sender = sender(server, Optional.empty())) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());

            assertEquals("access token from 127.0.0.1: " + reason, failure.getMessage());
            assertEquals(Fault.SENDER, failure.fault());
            assertFalse(failure.mayHaveBeenAccepted());
            assertEquals(0, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"Exchange Online, exchange.secret", "Google, google.secret"})
    void theRecipesAreValid(String recipe, String secret, @TempDir Path directory) throws Exception {
        for (String file : List.of(secret, "google.refresh")) {
            Files.writeString(directory.resolve(file), SECRET + "\n");
        }
        Path file = Files.writeString(
                directory.resolve("challenger.properties"),
                Document.SENDERS.block(recipe, "properties").replace("/etc/challenger", directory.toString()));

        MailAccount.Login login = new SettingsLoader(
                        TestSettings.environment(Map.of(
                                "http.base-url", "https://challenger.example.com",
                                "db.url", "jdbc:mariadb://localhost/challenger")),
                        name -> Optional.empty())
                .load(Optional.of(file), Map.of())
                .sending()
                .mail()
                .orElseThrow()
                .login()
                .orElseThrow();

        TokenAccount token =
                assertInstanceOf(MailAccount.Login.ByToken.class, login).tokens();
        assertEquals(Optional.of(new Password(SECRET)), token.secret());
        assertEquals(recipe.equals("Google"), token.refreshToken().isPresent());
    }
}
