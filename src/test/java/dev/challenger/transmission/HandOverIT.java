package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import dev.challenger.transmission.ScriptedMailServer.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves the answers to people and clients when a message cannot be handed over. */
final class HandOverIT {
    /** Three times the limit of one step, because the machine may be busy. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Pattern TAN = Pattern.compile("\\b\\d{8}\\b");

    @AutoClose
    private static final World WORLD = World.with();

    @TempDir
    Path directory;

    private final TestClock clock = WORLD.clock();

    /** The misbehaviour of a mail server on its first connection. On later connections it behaves well. */
    enum Fault {
        SILENT((line, connection) -> line.hang()),
        SILENT_AFTER_THE_TEXT((line, connection) -> {
            takeTheMessage(line);
            line.hang();
        }),
        UNWILLING((line, connection) -> line.say("554 5.7.1 go away")),
        REFUSES_THE_RECIPIENT((line, connection) -> {
            line.obeyUntil("RCPT");
            line.say("550 5.1.1 no such user");
            line.answerUntil("nothing");
        }),
        DROPS_THE_LINE((line, connection) -> line.obeyUntil("RCPT")),
        DROPS_THE_LINE_IN_THE_TEXT((line, connection) -> {
            line.obeyUntil("DATA");
            line.say("354 go on");
        });

        private final Script script;

        Fault(Script script) {
            this.script = script;
        }

        void play(Line line, int connection) throws Exception {
            if (connection == 1) {
                script.play(line, connection);
            } else {
                line.obey();
            }
        }
    }

    @BeforeEach
    void setATimeFinerThanTheDatabaseKeeps() {
        clock.advance(Duration.ofNanos(123_456_789));
    }

    @AfterEach
    void noThreadIsLeft() {
        Waiting.until(
                "our threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("challenger-")));
    }

    /** Reads a message up to its end, and does not answer. */
    private static void takeTheMessage(Line line) throws IOException {
        line.obeyUntil("DATA");
        line.say("354 go on");
        line.receive();
    }

    private Node node(ScriptedMailServer server) {
        return WORLD.another("mail.port", Integer.toString(server.port()));
    }

    /** Starts a node with a short time limit, for a server that hangs. */
    private Node impatientNode(ScriptedMailServer server) {
        return WORLD.another("mail.port", Integer.toString(server.port()), "mail.timeout", "PT1S");
    }

    private static void assertNotSent(Answer answer) {
        assertEquals(502, answer.status(), answer.body());
        assertEquals(9752, answer.code());
    }

    private static void assertAllTransmissionsLeftAtOnce(TestClient client, String nonce) {
        JsonNode status = client.authorize(nonce).json();
        assertEquals(3, status.path("pin_transmissions_left").asInt());
        assertEquals(0, status.path("retransmission_time").path("t_s").asLong(-1));
    }

    /** Returns the TAN in a mail, whose text may be encoded or not. */
    private static String tan(String mail) {
        int body = mail.indexOf("\r\n\r\n");
        String text = mail.contains("base64")
                ? new String(Base64.getMimeDecoder().decode(mail.substring(body + 4)), StandardCharsets.UTF_8)
                : mail.substring(body);
        Matcher tan = TAN.matcher(text);
        assertTrue(tan.find(), mail);
        return tan.group();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIs502AndTryingAgainWorksAtOnce(Fault fault) throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(fault::play);
                Node node = impatientNode(server);
                Node patient = node(server)) {
            TestClient client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);

            Answer failed = assertTimeout(SOON, () -> client.challenge(nonce, TestClient.ADDRESS));

            assertNotSent(failed);
            assertAllTransmissionsLeftAtOnce(client, nonce);
            Answer again = client.at(patient).challenge(nonce, TestClient.ADDRESS);
            assertEquals(200, again.status());
            assertTrue(again.json().path("transmitted").asBoolean());
            List<String> mails = server.mails();
            assertEquals(
                    200, client.solve(nonce, tan(mails.get(mails.size() - 1))).status());
        }
    }

    @Test
    void aFailedSecondTransmissionLeavesTheFirstTanValid() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (connection == 1) {
                        line.obeyForMessages(1);
                    } else {
                        line.say("554 5.7.1 not any more");
                    }
                });
                Node node = node(server)) {
            TestClient client = node.client();
            String nonce = client.challenged();
            client.solve(nonce, "00000000");
            clock.advance(Duration.ofMinutes(2));

            assertNotSent(client.challenge(nonce, TestClient.ADDRESS));

            JsonNode status = client.authorize(nonce).json();
            assertEquals(2, status.path("pin_transmissions_left").asInt());
            assertEquals(2, status.path("auth_attempts_left").asInt());
            assertEquals(200, client.solve(nonce, tan(server.mails().get(0))).status());
        }
    }

    @Test
    void aGuessDuringAHangingHandOverIsNotGivenBackWhenItFails() throws IOException {
        try (HangingHandOver handOver = new HangingHandOver()) {
            TestClient client = handOver.client;

            assertEquals(403, client.solve(handOver.nonce, "00000000").status());

            assertNotSent(handOver.fail());
            assertEquals(
                    2,
                    client.authorize(handOver.nonce)
                            .json()
                            .path("auth_attempts_left")
                            .asInt());
            assertEquals(200, client.solve(handOver.nonce, handOver.tan()).status());
        }
    }

    @Test
    void theRightTanDuringAHangingHandOverSolves() throws IOException {
        try (HangingHandOver handOver = new HangingHandOver()) {
            Answer solved = handOver.client.solve(handOver.nonce, handOver.tan());

            assertEquals(200, solved.status());
            assertNotSent(handOver.fail());
            assertEquals(
                    solved.body(),
                    handOver.client
                            .challenge(handOver.nonce, TestClient.ADDRESS)
                            .body());
        }
    }

    /** A hand-over to a mail server that takes the message, and does not answer until the test lets it fail. */
    private final class HangingHandOver implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
            takeTheMessage(line);
            end.await();
        });
        private final Node node = node(server);
        private final TestClient client = node.client();
        private final String nonce = client.setup();
        private final CompletableFuture<Answer> answer;

        HangingHandOver() throws IOException {
            client.authorize(nonce);
            answer = CompletableFuture.supplyAsync(() -> client.challenge(nonce, TestClient.ADDRESS));
            Waiting.until("the server has the message", () -> !server.mails().isEmpty());
        }

        /** Returns the TAN in the message that the server has taken. */
        String tan() {
            return HandOverIT.tan(server.mails().get(0));
        }

        /** Drops the connection, and returns the answer to the person. */
        Answer fail() {
            end.countDown();
            return answer.join();
        }

        @Override
        public void close() throws IOException {
            node.close();
            server.close();
        }
    }

    @Test
    void aCommandThatEndsWithZeroHasSentTheMessage() throws IOException {
        Path sent = directory.resolve("sent");
        Path script = script("echo \"$1\" > " + sent + ".address; cat > " + sent);
        try (Node node = WORLD.another("command.email", script.toString())) {
            TestClient client = node.client();

            String nonce = client.challenged();

            assertEquals(
                    "{\"CONTACT_EMAIL\":\"person@example.com\"}\n",
                    Files.readString(directory.resolve("sent.address")));
            Matcher tan = TAN.matcher(Files.readString(sent));
            assertTrue(tan.find());
            assertEquals(200, client.solve(nonce, tan.group()).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatFailsOrHangsIs502(Misbehaviour how) throws IOException {
        try (Node node = WORLD.another("command.email", script(how.line).toString(), "command.timeout", "PT1S")) {
            TestClient client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);

            assertNotSent(assertTimeout(SOON, () -> client.challenge(nonce, TestClient.ADDRESS)));

            assertAllTransmissionsLeftAtOnce(client, nonce);
        }
    }

    @Test
    void thePageReportsAFailureAndKeepsTheInput() throws IOException {
        try (Node node = WORLD.another("command.email", script("exit 1").toString())) {
            TestClient client = node.client();
            String nonce = client.setup();

            Answer page = client.http()
                    .postForm(
                            "/challenge/" + nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS), "Accept", Http.BROWSER);

            Expect.page(502, page, "value=\"" + TestClient.ADDRESS + "\"", "role=\"alert\"");
        }
    }

    /** The misbehaviour of a command. */
    enum Misbehaviour {
        FAIL("exit 1"),
        HANG("sleep 1000"),
        HANG_WITH_A_CHILD("sleep 1000 & wait"),
        TALK_FOR_EVER("yes");

        private final String line;

        Misbehaviour(String line) {
            this.line = line;
        }
    }

    private Path script(String line) throws IOException {
        Path file = Files.writeString(directory.resolve("send"), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
