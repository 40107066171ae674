package dev.challenger.transmission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.challenger.secret.Password;
import dev.challenger.testing.StubGateway;
import dev.challenger.transmission.MailAccount.Login;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.http.TokenAccount;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves by which mechanism a sender logs in, and that a refused login is reported with all that an operator needs. */
final class MailLoginIT {
    private static final String LONG_TOKEN = "t".repeat(400);

    @AutoClose
    private final StubGateway tokens = new StubGateway();

    private static final Login PASSWORD = new Login.ByPassword("a=b,c", new Password("s3cret-öpen"));

    private Login token(String token) {
        tokens.answer(200, "{\"access_token\": \"" + token + "\"}");
        return new Login.ByToken(
                "a=b,c",
                new TokenAccount(
                        URI.create(tokens.url() + "/token"),
                        "me",
                        Optional.of(new Password("x")),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static MailTransmitter sender(ScriptedMailServer server, Login login) {
        return new MailTransmitter(
                MailSettings.withLogin(MailSettings.plain(server.port()), login),
                InstantSource.system(),
                new SecureRandom());
    }

    /** Asks for each of the responses in turn, and gives the last reply then. */
    private static ScriptedMailServer server(String offered, List<String> challenges, String last) throws IOException {
        return new ScriptedMailServer((line, connection) -> {
            line.obeyUntil("EHLO");
            line.say("250-ready");
            line.say("250 AUTH " + offered);
            line.answerUntil("AUTH");
            for (String challenge : challenges) {
                line.say("334 " + base64(challenge));
                line.answerUntil("");
            }
            line.say(last);
            line.answerUntil("DATA");
            line.say("354 go on");
            line.receive();
            line.say("250 queued");
        });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Returns the commands from AUTH to MAIL, with their base64 decoded. */
    private static List<String> login(ScriptedMailServer server) {
        List<String> decoded = new ArrayList<>();
        for (String command : server.commands()) {
            if (command.startsWith("AUTH")) {
                String[] words = command.split(" ", 3);
                decoded.add(words[1]);
                if (words.length == 3) {
                    decoded.add(plain(words[2]));
                }
            } else if (!command.startsWith("EHLO") && !command.matches("(MAIL|RCPT|DATA|QUIT).*")) {
                decoded.add(plain(command));
            }
        }
        return decoded;
    }

    private static String plain(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8)
                .replace('\0', '0')
                .replace('\1', '1');
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            LOGIN PLAIN CRAM-MD5;      0; PLAIN, 0a=b,c0s3cret-öpen
            LOGIN XOAUTH2;             2; LOGIN, a=b,c, s3cret-öpen
            """)
    void aPasswordGoesByTheBestMechanism(String offered, int challenges, String expected) throws Exception {
        try (ScriptedMailServer server =
                        server(offered, List.of("Username:", "Password:").subList(0, challenges), "235 welcome");
                MailTransmitter sender = sender(server, PASSWORD)) {
            sender.send(Letters.letter());

            assertEquals(expected, String.join(", ", login(server)));
            assertEquals(1, server.mails().size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            LOGIN PLAIN XOAUTH2 OAUTHBEARER; OAUTHBEARER, 'n,a=a=3Db=2Cc,1auth=Bearer tt11'
            LOGIN XOAUTH2;                   XOAUTH2, 'user=a=b,c1auth=Bearer tt11'
            """)
    void aTokenGoesByTheStandardMechanismWhereThereIsOne(String offered, String expected) throws Exception {
        try (ScriptedMailServer server = server(offered, List.of(), "235 welcome");
                MailTransmitter sender = sender(server, token("tt"))) {
            sender.send(Letters.letter());

            assertEquals(expected.replace("'", ""), String.join(", ", login(server)));
        }
    }

    /** A server that somebody else wrote. */
    @Test
    void aServerTakesTheToken() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("box@example.com", "a=b,c", "tt");
        server.start();
        try (MailTransmitter sender = new MailTransmitter(
                MailSettings.withLogin(MailSettings.plain(server.getSmtp().getPort()), token("tt")),
                InstantSource.system(),
                new SecureRandom())) {
            assertDoesNotThrow(() -> sender.send(Letters.letter()));

            assertEquals(1, server.getReceivedMessages().length);
        } finally {
            server.stop();
        }
    }

    /** A command has at most 512 bytes (RFC 4954 section 4). */
    @Test
    void aLongTokenFollowsTheCommand() throws Exception {
        try (ScriptedMailServer server = server("XOAUTH2", List.of(""), "235 welcome");
                MailTransmitter sender = sender(server, token(LONG_TOKEN))) {
            sender.send(Letters.letter());

            assertEquals("AUTH XOAUTH2", server.commands().get(1));
            assertEquals(
                    "user=a=b,c1auth=Bearer " + LONG_TOKEN + "11", login(server).get(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"OAUTHBEARER, 1", "XOAUTH2, ''"})
    void theErrorOfATokenIsAcknowledgedAndTheRefusalReported(String mechanism, String acknowledgement)
            throws Exception {
        try (ScriptedMailServer server = server(
                        "PLAIN " + mechanism, List.of("{\"status\": \"invalid_token\"}"), "535 5.7.8 not accepted");
                MailTransmitter sender = sender(server, token("tt"))) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());

            assertEquals(
                    "mail server 127.0.0.1:" + server.port() + ": refused with 535 5.7.8 at the login by " + mechanism
                            + "; it offers PLAIN, " + mechanism,
                    failure.getMessage());
            assertEquals(Fault.SENDER, failure.fault());
            assertFalse(failure.mayHaveBeenAccepted());
            List<String> said = login(server);
            assertEquals(acknowledgement, said.get(said.size() - 1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            CRAM-MD5 GSSAPI "x" XOAUTH2; offers no login that is ours, only CRAM-MD5, GSSAPI, XOAUTH2
            '';                          offers no login
            """)
    void withoutAMechanismNothingIsSent(String offered, String reason) throws Exception {
        try (ScriptedMailServer server = server(offered, List.of(), "235 welcome");
                MailTransmitter sender = sender(server, PASSWORD)) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());

            assertEquals("mail server 127.0.0.1:" + server.port() + ": " + reason, failure.getMessage());
            assertEquals(Fault.SENDER, failure.fault());
            assertEquals(List.of(), login(server));
        }
    }

    /** Some servers repeat a command that they do not understand. */
    @Test
    void theDialogueHasNeitherPasswordNorToken() throws Exception {
        for (Login login : List.of(PASSWORD, token("secret-token"))) {
            String sent = base64("\0a=b,c\0s3cret-öpen") + base64("secret-token");
            List<String> heard = new ArrayList<>();
            try (ScriptedMailServer server =
                            server("PLAIN XOAUTH2", List.of(), "500 s3cret-öpen secret-token " + sent);
                    MailTransmitter sender = sender(server, login)) {
                assertThrows(TransmissionException.class, () -> sender.check(new Dialogue(heard::add)));
            }

            String all = String.join("\n", heard);
            assertTrue(all.contains("< 220 ready\n> EHLO challenger.example\n"), all);
            assertTrue(all.contains("\n> AUTH "), all);
            String own = login == PASSWORD ? "s3cret-öpen" : "secret-token";
            assertFalse(all.contains(own) || all.contains(base64("\0a=b,c\0s3cret-öpen")) && login == PASSWORD, all);
        }
    }
}
