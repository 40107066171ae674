package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.challenger.documents.Document;
import dev.challenger.secret.Password;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestSettings;
import dev.challenger.transmission.TransmissionException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the recipe for Amazon SES of senders.md against a mail server with the replies that SES documents. */
final class SesRecipeIT {
    @TempDir
    private Path directory;

    private Settings settings() throws IOException {
        Files.writeString(directory.resolve("ses.password"), "s3cret\n");
        Path file = Files.writeString(
                directory.resolve("challenger.properties"),
                Document.SENDERS.block("Amazon SES", "properties").replace("/etc/challenger", directory.toString()));
        Map<String, String> around = Map.of(
                "http.base-url", "https://challenger.example.com",
                "db.url", "jdbc:mariadb://localhost/challenger");
        return new SettingsLoader(TestSettings.environment(around), name -> Optional.empty())
                .load(Optional.of(file), Map.of());
    }

    /** Returns the sender of the recipe, without the login and TLS, which other tests prove. */
    private MailTransmitter sender(ScriptedMailServer ses) throws IOException {
        MailAccount account = settings().sending().mail().orElseThrow();
        return new MailTransmitter(
                new MailAccount(
                        "127.0.0.1",
                        ses.port(),
                        MailAccount.Security.NONE,
                        Optional.empty(),
                        account.from(),
                        account.envelopeFrom(),
                        account.timeout(),
                        account.connections()),
                new TestClock(),
                new SecureRandom());
    }

    private static ScriptedMailServer ses(String reply) throws IOException {
        return new ScriptedMailServer((line, connection) -> {
            line.obeyUntil("DATA");
            line.say("354 End data with <CR><LF>.<CR><LF>");
            line.receive();
            line.say(reply);
            line.answerUntil("nothing");
        });
    }

    @Test
    void theSettingsAreThoseOfSes() throws Exception {
        MailAccount account = settings().sending().mail().orElseThrow();

        assertEquals(MailAccount.Security.STARTTLS, account.security());
        assertEquals(587, account.port());
        assertEquals(
                Optional.of(new MailAccount.Login.ByPassword("AKIAXXXXXXXXXXXXXXXX", new Password("s3cret"))),
                account.login());
    }

    @Test
    void theIdOfAnAcceptedMessageIsKept() throws Exception {
        try (ScriptedMailServer ses = ses("250 Ok 0102019abcdef012-00000000-000000");
                MailTransmitter sender = sender(ses)) {
            assertEquals(
                    Optional.of("250 Ok 0102019abcdef012-00000000-000000"),
                    sender.send(Letters.letter()).reply());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "554 Message rejected: Email address is not verified, 554",
        "454 Throttling failure: Maximum sending rate exceeded, 454",
        "454 Throttling failure: Daily message quota exceeded, 454",
        "451 Temporary service failure, 451",
    })
    void aRefusalLetsTheNextSenderTry(String reply, String code) throws Exception {
        try (ScriptedMailServer ses = ses(reply);
                MailTransmitter sender = sender(ses)) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());

            assertEquals(Fault.MESSAGE, failure.fault());
            assertEquals(Optional.of(code), failure.reply());
            assertFalse(failure.mayHaveBeenAccepted());
        }
    }
}
