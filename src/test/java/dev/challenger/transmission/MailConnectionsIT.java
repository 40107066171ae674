package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Waiting;
import jakarta.mail.internet.InternetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves when a connection to the mail server is reused, and when it is not. */
final class MailConnectionsIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void manyMessagesGoOverOneConnection() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            for (int i = 0; i < MailServer.MESSAGES_PER_CONNECTION; i++) {
                transmitter.send(letter());
            }

            assertEquals(MailServer.MESSAGES_PER_CONNECTION, server.mails().size());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aConnectionIsReplacedAfterItsMaximumOfMessages() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            for (int i = 0; i <= MailServer.MESSAGES_PER_CONNECTION; i++) {
                transmitter.send(letter());
            }

            assertEquals(2, server.connections());
        }
    }

    @Test
    void messagesOfManyThreadsAllArriveOverAFewConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            List<Callable<Void>> sendings = new ArrayList<>();
            IntStream.range(0, 50)
                    .forEach(i -> sendings.add(() -> {
                        transmitter.send(letter("person" + i + "@example.com"));
                        return null;
                    }));

            for (Future<Void> sending : threads.invokeAll(sendings)) {
                sending.get();
            }

            assertEquals(50, server.mails().stream().distinct().count());
            assertTrue(server.connections() <= 6, () -> server.connections() + " connections");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aConnectionWithAFailureIsNotUsedAgain() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (connection == 1) {
                        line.obeyUntil("RCPT");
                        line.say("450 not now");
                    } else {
                        line.say("220 ready");
                    }
                    line.answerUntil("nothing");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            Failures.of(transmitter, letter());
            transmitter.send(letter());

            assertEquals(2, server.connections());
            Waiting.until("one connection is left", () -> server.open() == 1);
        }
    }

    @Test
    void anErrorAfterTheMessageWasAcceptedIsNoFailure() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("DATA");
                    line.say("354 go on");
                    line.receive();
                    line.say("250 mine now");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            transmitter.send(letter());
            transmitter.send(letter());

            assertEquals(2, server.mails().size());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void aServerThatHangsAtQuitDelaysNobody() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
            line.obey();
            line.hang();
        })) {
            MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()));
            transmitter.send(letter());

            assertTimeout(SOON, transmitter::close);

            Waiting.until("the connection is closed", () -> server.open() == 0);
            assertTrue(server.commands().contains("QUIT"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 too long idle", "500 what?", ""})
    void anIdleConnectionThatDoesNotAnswerWellIsReplaced(String reply) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("NOOP");
                    if (reply.isEmpty()) {
                        line.hang();
                    } else {
                        line.say(reply);
                    }
                });
                MailTransmitter transmitter =
                        transmitter(MailSettings.plain(server.port(), Duration.ofSeconds(reply.isEmpty() ? 2 : 20)))) {
            transmitter.send(letter());
            transmitter.send(letter());

            assertEquals(2, server.mails().size());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void anIdleConnectionIsClosedBeforeTheServerDoesIt() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailConnections connections = new MailConnections(
                        new MailServer(MailSettings.plain(server.port()), "challenger.example", (SSLSocketFactory)
                                SSLSocketFactory.getDefault()),
                        1,
                        Duration.ofMillis(200))) {
            connections.send(mail());

            Waiting.until("the server hears QUIT", () -> server.commands().contains("QUIT"));
            Waiting.until("the connection is closed", () -> server.open() == 0);
        }
    }

    @Test
    void anInterruptedSenderLeavesAtOnceAndStaysInterrupted() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.hang());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            Thread.currentThread().interrupt();

            assertTimeout(SOON, () -> Failures.of(transmitter, letter()));

            assertTrue(Thread.interrupted());
            Waiting.until("the connection is closed", () -> server.open() == 0);
        }
    }

    @Test
    void aClosedSenderSendsNothingAndLeavesNoThread() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey())) {
            MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()));
            transmitter.send(letter());

            transmitter.close();

            assertEquals("mail server: not used, because this service is stopping", Failures.of(transmitter, letter()));
            Threads.end("challenger-mail");
        }
    }

    @Test
    void callersDoNotWaitForAClosedSender() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.hang())) {
            MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()));
            List<Future<String>> failures = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                failures.add(threads.submit(() -> Failures.of(transmitter, letter())));
            }
            Waiting.until("there is a connection", () -> server.open() > 0);

            transmitter.close();

            for (Future<String> failure : failures) {
                assertTrue(failure.get(SOON.toSeconds(), TimeUnit.SECONDS).startsWith("mail server"));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static MailTransmitter transmitter(MailAccount mail) {
        return new MailTransmitter(mail, InstantSource.system(), new SecureRandom());
    }

    private static TextMail mail() throws Exception {
        return new TextMail(
                Originator.parse(MailSettings.FROM),
                new InternetAddress(Letters.EMAIL),
                letter(),
                "1",
                InstantSource.system().instant());
    }
}
