package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Waiting;
import dev.challenger.transmission.ScriptedMailServer.Script;
import dev.challenger.transmission.TransmissionException.Fault;
import jakarta.mail.internet.InternetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves when a connection to the mail server is reused, and when it is not. */
final class MailConnectionsIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void aMessageCostsThreeCommandsOnOneConnectionThatIsKept() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            for (int i = 0; i < 50; i++) {
                transmitter.send(letter());
            }

            assertEquals(50, server.mails().size());
            assertEquals(1, server.connections());
            assertEquals(
                    Map.of("EHLO", 1L, "MAIL", 50L, "RCPT", 50L, "DATA", 50L),
                    server.commands().stream()
                            .collect(Collectors.groupingBy(command -> command.substring(0, 4), Collectors.counting())));
        }
    }

    /** The ways in which a server ends a session that has carried a message, at the MAIL of the next one. */
    enum End {
        SAYS_421((line, connection) -> line.say("421 4.4.2 idle for too long")),
        SAYS_421_AND_TAKES_MORE((line, connection) -> {
            line.say("421 4.7.0 enough messages on this connection");
            line.answerUntil("nothing");
        }),
        SAYS_451((line, connection) -> line.say("451 4.4.2 timed out")),
        REFUSES_FOR_GOOD((line, connection) -> line.say("554 5.5.1 too many messages")),
        SAYS_SOMETHING_ELSE((line, connection) -> line.say("what?")),
        CLOSES((line, connection) -> {}),
        RESETS((line, connection) -> line.reset());

        private final Script script;

        End(Script script) {
            this.script = script;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatTheServerEndsAtMailIsReplaced(End end) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyForMessages(1);
                    end.script.play(line, connection);
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            transmitter.send(letter());
            transmitter.send(letter());
            transmitter.send(letter());

            assertEquals(3, server.mails().size());
            assertEquals(3, server.connections());
        }
    }

    @Test
    void aSessionThatTheServerEndedWhileItWasIdleIsReplaced() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.say("220 ready");
                    line.answerUntil("DATA");
                    line.say("354 go on");
                    line.receive();
                    line.say("250 mine now");
                    line.say("421 4.4.2 and good-bye");
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            transmitter.send(letter());
            Waiting.until("the server has ended the session", () -> server.open() == 0);
            transmitter.send(letter());

            assertEquals(2, server.mails().size());
            assertEquals(2, server.connections());
        }
    }

    @Test
    void aSessionThatHangsAtMailIsReplaced() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (connection == 1) {
                        line.obeyForMessages(1);
                        line.hang();
                    } else {
                        line.obey();
                    }
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port(), Duration.ofSeconds(2)))) {
            transmitter.send(letter());
            transmitter.send(letter());

            assertEquals(2, server.mails().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 4.4.2 too late", ""})
    void aFreshSessionThatEndsAtMailIsAFailure(String reply) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyUntil("MAIL");
                    if (!reply.isEmpty()) {
                        line.say(reply);
                    }
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            Failures.of(transmitter, letter());

            assertEquals(1, server.connections());
        }
    }

    /** At these points of a second message the server may have accepted the recipient or the text. */
    @ParameterizedTest
    @CsvSource({
        "RCPT,421 4.4.2 too late",
        "RCPT,",
        "DATA,421 4.4.2 too late",
        "DATA,",
        "text,421 4.4.2 too late",
        "text,"
    })
    void aUsedSessionThatEndsLaterIsAFailure(String verb, @Nullable String reply) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.obeyForMessages(1);
                    line.say("250 fine");
                    line.answerUntil(verb.equals("text") ? "DATA" : verb);
                    if (verb.equals("text")) {
                        line.say("354 go on");
                        line.receive();
                    }
                    if (reply != null) {
                        line.say(reply);
                    }
                });
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            transmitter.send(letter());
            TransmissionException failure = Failures.thrown(transmitter, letter());

            assertEquals(Fault.MESSAGE, failure.fault());
            assertEquals(reply == null ? Optional.empty() : Optional.of("421 4.4.2"), failure.reply());
            assertEquals(1, server.connections());
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

    /**
     * With 20 milliseconds for each of the four replies, these connections carry 250 messages a second. The server holds every
     * message back until all connections have one, so the test ends only if they work at the same time.
     */
    @Test
    void asManyMessagesAreUnderWayAsThereAreConnections() throws Exception {
        int connections = 20;
        CyclicBarrier all = new CyclicBarrier(connections);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.say("220 ready");
                    for (int message = 0; message < 3; message++) {
                        line.answerUntil("DATA");
                        all.await();
                        line.say("354 go on");
                        line.receive();
                        line.say("250 fine");
                    }
                    line.answerUntil("nothing");
                });
                MailTransmitter transmitter = transmitter(MailSettings.withConnections(
                        MailSettings.plain(server.port()), connections, Duration.ofMinutes(2)))) {
            List<Callable<Void>> sendings = Collections.nCopies(3 * connections, () -> {
                transmitter.send(letter());
                return null;
            });

            for (Future<Void> sending : threads.invokeAll(sendings)) {
                sending.get();
            }

            assertEquals(3 * connections, server.mails().size());
            assertEquals(connections, server.connections());
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

    @Test
    void anIdleConnectionIsClosedBeforeTheServerDoesIt() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailConnections connections = new MailConnections(
                        new MailServer(
                                MailSettings.plain(server.port()), Optional.empty(), "challenger.example", () -> {
                                    throw new AssertionError("no TLS here");
                                }),
                        new MailAccount.Connections(1, Duration.ofMillis(200)))) {
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
        return TextMail.of(
                Originator.of(MailSettings.plain(25)),
                new InternetAddress(Letters.EMAIL),
                letter(),
                "1",
                InstantSource.system().instant());
    }
}
