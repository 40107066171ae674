package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.transmission.TransmissionException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves what becomes of addresses whose local part is not in ASCII (RFC 6531). */
final class MailUtf8IT {
    private static final String ADDRESS = "用户@bücher.example";
    private static final String SENT_TO = "用户@xn--bcher-kva.example";

    private static ScriptedMailServer server(String extension) throws IOException {
        return new ScriptedMailServer((line, connection) -> {
            line.obeyUntil("EHLO");
            line.say("250-ready");
            line.say("250 " + extension);
            line.answerUntil("nothing");
        });
    }

    private static MailTransmitter sender(ScriptedMailServer server) {
        return new MailTransmitter(MailSettings.plain(server.port()), InstantSource.system(), new SecureRandom());
    }

    /** The server reads bytes, whatever their encoding. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void aServerWithSmtpUtf8GetsTheAddressAsItIs() throws Exception {
        try (ScriptedMailServer server = server("SMTPUTF8");
                MailTransmitter sender = sender(server)) {
            sender.send(Letters.letter(ADDRESS));
            sender.send(Letters.letter());

            List<String> commands = server.commands();
            assertEquals("MAIL FROM:<noreply@challenger.example> SMTPUTF8", commands.get(1));
            assertEquals("RCPT TO:<" + SENT_TO + ">", utf8(commands.get(2)));
            assertTrue(utf8(server.mails().get(0)).contains("\r\nTo: " + SENT_TO + "\r\n"), server.mails()::toString);
            assertEquals("MAIL FROM:<noreply@challenger.example>", commands.get(4));
        }
    }

    @Test
    void aServerWithoutItIsToldNothingAndTheConnectionStays() throws Exception {
        try (ScriptedMailServer server = server("8BITMIME");
                MailTransmitter sender = sender(server)) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter(ADDRESS));
            Failures.thrown(sender, Letters.letter(ADDRESS));
            sender.send(Letters.letter());

            assertEquals(
                    "mail server 127.0.0.1:" + server.port()
                            + ": does not offer SMTPUTF8, which an address with such letters needs",
                    failure.getMessage());
            assertEquals(Fault.UNSUPPORTED, failure.fault());
            assertFalse(failure.mayHaveBeenAccepted());
            assertEquals(1, server.connections());
            assertEquals(1, server.mails().size());
            assertFalse(server.commands().toString().contains("UTF8"));
        }
    }

    @Test
    void thePersonIsToldToUseAnotherAddressAndNothingIsUsedUp() throws Exception {
        try (ScriptedMailServer server = server("8BITMIME");
                World world = World.with("mail.port", Integer.toString(server.port()))) {
            TestClient client = world.node().client();
            String nonce = client.setup();
            client.authorize(nonce);

            Answer refused = client.challenge(nonce, ADDRESS);

            assertEquals(502, refused.status());
            assertTrue(refused.body().contains("such letters"), refused.body());
            assertEquals("", refused.header("Retry-After"));
            assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
            assertEquals(
                    3,
                    client.authorize(nonce)
                                    .json()
                                    .path("pin_transmissions_left")
                                    .asInt()
                            + 1);
        }
    }
}
