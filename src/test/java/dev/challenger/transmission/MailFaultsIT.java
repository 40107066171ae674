package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a misbehaving mail server costs a bounded time and never a secret. */
final class MailFaultsIT {
    /** The time that a busy machine may add to a limit of fractions of a second. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aServerThatDoesNotListenIsAFailure() throws Exception {
        int port = unusedPort();
        try (MailTransmitter transmitter = transmitter(MailSettings.plain(port))) {
            assertEquals(
                    "mail server 127.0.0.1:" + port + ": java.net.ConnectException: Connection refused",
                    failureOf(transmitter));
        }
    }

    @Test
    void theServerRefusesTheConnection() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.say("554 5.7.1 go away"));
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            assertTrue(failureOf(transmitter).endsWith(": refused with 554 5.7.1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void theServerHangs(String verb) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil(verb);
                    line.hang();
                });
                MailTransmitter transmitter = transmitter(MailSettings.impatient(server.port()))) {
            assertTimeout(SOON, () -> failureOf(transmitter));

            Waiting.until("the connection is closed", () -> server.open() == 0);
        }
    }

    @Test
    void theServerHangsBeforeItsGreeting() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.hang());
                MailTransmitter transmitter = transmitter(MailSettings.impatient(server.port()))) {
            String failure = assertTimeout(SOON, () -> failureOf(transmitter));

            assertTrue(failure.contains("SocketTimeoutException"), failure);
            Waiting.until("the connection is closed", () -> server.open() == 0);
        }
    }

    @Test
    void theServerHangsAfterTheText() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("DATA");
                    line.say("354 go on");
                    line.receive();
                    line.hang();
                });
                MailTransmitter transmitter = transmitter(MailSettings.impatient(server.port()))) {
            assertTimeout(SOON, () -> failureOf(transmitter));

            Waiting.until("the connection is closed", () -> server.open() == 0);
        }
    }

    @Test
    void theServerDripsItsAnswer() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("RCPT");
                    line.drip(50);
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port(), Duration.ofSeconds(1)))) {
            String failure = assertTimeout(SOON, () -> failureOf(transmitter));

            assertEquals("mail server: handing over took longer than PT3S", failure);
            Waiting.until("the connection is closed", () -> server.open() == 0);
        }
    }

    @Test
    void theServerDoesNotReadTheText() throws Exception {
        Message message = letter("alice@example.com", "Code", "more than all buffers hold\n".repeat(1_000_000));
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
            line.obeyUntil("DATA");
            line.say("354 go on");
            Thread.sleep(Duration.ofHours(1).toMillis());
        })) {
            try (MailTransmitter transmitter = transmitter(MailSettings.impatient(server.port()))) {
                assertTimeout(SOON, () -> Failures.of(transmitter, message));
            }

            Threads.end("challenger-mail");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void theServerDropsTheLine(String verb) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (connection == 1) {
                        line.obeyUntil(verb);
                    } else {
                        line.obey();
                    }
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            failureOf(transmitter);
            transmitter.send(letter());

            assertEquals(1, server.mails().size());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void theServerDropsTheLineInTheMiddleOfTheText() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("DATA");
                    line.say("354 go on");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            failureOf(transmitter);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <alice.liddell@example.com> unknown, so not told 1234-5678",
                "450-4.2.0 <alice.liddell@example.com> greylisted\r\n450 4.2.0 come back",
                "550 alice.liddell@example.com",
                "599 alice.liddell@example.com",
                "alice.liddell@example.com what?"
            })
    void theServerRefusesTheRecipientAndQuotesIt(String reply) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("RCPT");
                    line.say(reply);
                    line.answerUntil("nothing");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            String failure = failureOf(transmitter);

            if (reply.startsWith("550 5")) {
                assertTrue(failure.endsWith(": refused with 550 5.1.1"), failure);
            }
            assertEquals(0, server.mails().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {451, 554})
    void theServerRefusesTheText(int code) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("DATA");
                    line.say("354 go on");
                    line.receive();
                    line.say(code + " alice.liddell@example.com may not get 1234-5678");
                    line.answerUntil("nothing");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            String failure = failureOf(transmitter);

            assertTrue(failure.endsWith(": refused with " + code), failure);
        }
    }

    private static String failureOf(MailTransmitter transmitter) {
        return Failures.of(transmitter, letter());
    }

    private static MailTransmitter transmitter(MailAccount mail) {
        return new MailTransmitter(mail, InstantSource.system(), new SecureRandom());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
