package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Service;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.Waiting;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people and clients see of messages that cannot be handed over. */
final class HandOverIT {
    /** Three times what one step may take, and much for a machine that is busy. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Pattern TAN = Pattern.compile("\\b\\d{4}-\\d{4}\\b");

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    /** What a mail server does on its first connection; on the others it is a good one. */
    enum Fault {
        SILENT((line, connection) -> line.hang()),
        SILENT_AFTER_THE_TEXT((line, connection) -> {
            line.obeyUntil("DATA");
            line.say("354 go on");
            line.receive();
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
    void beginAtATimeFinerThanTheDatabaseKeepsIt() {
        clock.advance(Duration.ofNanos(123_456_789));
    }

    @AfterEach
    void noThreadIsLeft() {
        Waiting.until(
                "our threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("challenger-")));
    }

    private Service node(ScriptedMailServer server) {
        return Service.start(
                database.dataSource(),
                clock,
                Map.of("mail.port", Integer.toString(server.port()), "mail.timeout", "PT1S"));
    }

    private Service node(Path command) {
        return Service.start(
                database.dataSource(), clock, Map.of("command.email", command.toString(), "command.timeout", "PT2S"));
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

    /** The text of a mail is encoded or not, as the mail library likes. */
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
                Service node = node(server)) {
            TestClient client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);

            Answer failed = assertTimeout(SOON, () -> client.challenge(nonce, TestClient.ADDRESS));

            assertNotSent(failed);
            assertAllTransmissionsLeftAtOnce(client, nonce);
            Answer again = client.challenge(nonce, TestClient.ADDRESS);
            assertEquals(200, again.status());
            assertTrue(again.json().path("transmitted").asBoolean());
            List<String> mails = server.mails();
            assertEquals(
                    200, client.solve(nonce, tan(mails.get(mails.size() - 1))).status());
        }
    }

    @Test
    void aFailedSecondTransmissionLeavesTheFirstTanGood() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (connection == 1) {
                        line.obeyUntil("NOOP");
                    } else {
                        line.say("554 5.7.1 not any more");
                    }
                });
                Service node = node(server)) {
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
    void whoGuessesWhileHandOverHangsGetsNoAttemptBackWhenItFails() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(Fault.SILENT_AFTER_THE_TEXT::play);
                Service node = node(server)) {
            TestClient client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);
            CompletableFuture<Answer> hanging =
                    CompletableFuture.supplyAsync(() -> client.challenge(nonce, TestClient.ADDRESS));
            Waiting.until("the message is out", () -> !server.mails().isEmpty());

            assertEquals(403, client.solve(nonce, "00000000").status());

            assertNotSent(hanging.join());
            assertEquals(
                    2, client.authorize(nonce).json().path("auth_attempts_left").asInt());
            assertEquals(200, client.solve(nonce, tan(server.mails().get(0))).status());
        }
    }

    @Test
    void whoEntersTheRightTanWhileHandOverHangsIsDone() throws IOException {
        try (ScriptedMailServer server = new ScriptedMailServer(Fault.SILENT_AFTER_THE_TEXT::play);
                Service node = node(server)) {
            TestClient client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);
            CompletableFuture<Answer> hanging =
                    CompletableFuture.supplyAsync(() -> client.challenge(nonce, TestClient.ADDRESS));
            Waiting.until("the message is out", () -> !server.mails().isEmpty());

            Answer solved = client.solve(nonce, tan(server.mails().get(0)));

            assertEquals(200, solved.status());
            assertNotSent(hanging.join());
            assertEquals(
                    solved.body(), client.challenge(nonce, TestClient.ADDRESS).body());
        }
    }

    @Test
    void aCommandThatEndsWithZeroHasSentTheMessage() throws IOException {
        Path sent = directory.resolve("sent");
        Path script = script("echo \"$1\" > " + sent + ".address; cat > " + sent);
        try (Service node = node(script)) {
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
    void aCommandThatFailsOrHangsIs502ForProgramsAndAPageForPeople(Misbehaviour how) throws IOException {
        try (Service node = node(script(how.line))) {
            TestClient client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);

            assertNotSent(assertTimeout(SOON, () -> client.challenge(nonce, TestClient.ADDRESS)));
            Answer page = client.http()
                    .postForm(
                            "/challenge/" + nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS), "Accept", Http.BROWSER);

            assertEquals(502, page.status());
            assertTrue(page.body().contains("value=\"" + TestClient.ADDRESS + "\""), page.body());
            assertTrue(page.body().contains("role=\"alert\""), page.body());
            assertAllTransmissionsLeftAtOnce(client, nonce);
        }
    }

    /** What a command may do instead of sending. */
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
