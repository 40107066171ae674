package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that a sender that hangs or does not work stalls nothing but the messages to it, and uses nothing up. */
final class BulkheadIT {
    private static final int PEOPLE = 300;
    private static final int ADMITTED = 50;

    @AutoClose
    private static final World WORLD = World.with();

    @AutoClose("shutdownNow")
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);

    @TempDir
    Path directory;

    private final TestClock clock = WORLD.clock();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicBoolean works = new AtomicBoolean();

    @Test
    void threeHundredPeopleWaitForAMailServerThatHangs() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (connection == 1) {
                        line.obeyForMessages(1);
                    }
                    end.await();
                });
                Node node =
                        WORLD.pooled(hanging("mail.port", Integer.toString(server.port()), "mail.timeout", "PT1M"));
                AutoCloseable first = end::countDown) {
            TestClient client = node.client();
            String sent = client.challenged();

            assertAnswersWhile(client, sent, hang(client));
        }
    }

    @Test
    void threeHundredPeopleWaitForACommandThatHangs() throws Exception {
        Path command = directory.resolve("send");
        Path gate = directory.resolve("gate");
        Files.writeString(command, "#!/bin/sh\nwhile [ -e " + gate + " ]; do sleep 0.1; done\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        try (Node node = WORLD.pooled(hanging("command.email", command.toString(), "command.timeout", "PT5M"));
                AutoCloseable first = () -> Files.delete(gate)) {
            TestClient client = node.client();
            String sent = client.challenged();
            Files.createFile(gate);

            assertAnswersWhile(client, sent, hang(client));
        }
    }

    private Node node(ScriptedMailServer server) {
        return WORLD.another("mail.port", Integer.toString(server.port()));
    }

    /** Adds that a turn is waited for longer than a test lasts. */
    private static String[] hanging(String... settings) {
        return Stream.concat(Stream.of(settings), Stream.of("sending.wait-for", "PT1M"))
                .toArray(String[]::new);
    }

    /** Lets people submit their addresses all at once, and returns their answers. */
    private List<CompletableFuture<Answer>> hang(TestClient client) {
        List<String> nonces =
                IntStream.range(0, PEOPLE).mapToObj(i -> client.setup()).toList();
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> client.challenge(nonces.get(i), "person" + i + "@example.com"), people))
                .toList();
    }

    /** @param nonce of a person to whom a TAN was sent before */
    private static void assertAnswersWhile(TestClient client, String nonce, List<CompletableFuture<Answer>> submitted) {
        Waiting.until(
                "all but those admitted are answered", () -> done(submitted).count() == PEOPLE - ADMITTED);

        done(submitted).map(CompletableFuture::join).forEach(BulkheadIT::assertBusy);
        assertEquals(200, client.http().get("/config").status());
        assertEquals(403, client.solve(nonce, "00000000").status());
        assertEquals(400, client.token("unknown").status());
        assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
        assertNothingUsedUp(client);
        assertEquals(PEOPLE - ADMITTED, done(submitted).count());
    }

    private static Stream<CompletableFuture<Answer>> done(List<CompletableFuture<Answer>> submitted) {
        return submitted.stream().filter(CompletableFuture::isDone);
    }

    private static void assertBusy(Answer answer) {
        assertEquals(502, answer.status(), answer.body());
        assertEquals(9752, answer.code());
        assertEquals("60", answer.header("Retry-After"));
        assertEquals(
                "too many messages wait to be sent; the address is fine, try again in a minute",
                answer.json().path("detail").asText());
    }

    private static void assertNothingUsedUp(TestClient client) {
        String nonce = client.setup();
        client.authorize(nonce);
        for (int i = 0; i < 20; i++) {
            assertBusy(client.challenge(nonce, "late" + i + "@example.com"));
        }
        JsonNode status = client.authorize(nonce).json();
        assertEquals(3, status.path("changes_left").asInt());
        assertEquals(3, status.path("pin_transmissions_left").asInt());
        assertTrue(status.path("last_address").isMissingNode());
        Expect.page(
                502,
                client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS)),
                "Too many messages are waiting to be sent. Your address is fine: try again in a minute.",
                "value=\"" + TestClient.ADDRESS + "\"");
        assertEquals(404, client.challenge("0".repeat(52), TestClient.ADDRESS).status());
        assertEquals(400, client.challenge(nonce, "nobody").status());
    }

    @Test
    void aMailServerThatFailsIsLeftAloneAndProbed() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (works.get()) {
                        line.obey();
                    } else {
                        line.say("421 4.3.2 not now");
                    }
                });
                Node node = node(server)) {
            TestClient client = node.client();
            for (int i = 0; i < Circuit.FAULTS; i++) {
                assertFault(client.challenge(client.setup(), TestClient.ADDRESS));
            }
            String nonce = client.setup();

            assertFault(client.challenge(nonce, TestClient.ADDRESS));
            Expect.page(
                    502,
                    client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS)),
                    "We have a problem and could not send the message. Your address is fine: try again in a minute.");
            assertEquals(Circuit.FAULTS, server.connections());

            clock.advance(Duration.ofMinutes(1));
            assertFault(client.challenge(nonce, TestClient.ADDRESS));
            assertFault(client.challenge(nonce, TestClient.ADDRESS));
            assertEquals(Circuit.FAULTS + 1, server.connections());

            works.set(true);
            clock.advance(Duration.ofMinutes(1));
            assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
            assertEquals(
                    200, client.challenge(client.setup(), "other@example.com").status());
        }
    }

    private static void assertFault(Answer answer) {
        assertEquals(502, answer.status(), answer.body());
        assertEquals(9752, answer.code());
        assertEquals("60", answer.header("Retry-After"));
        assertEquals(
                "we have a problem with sending; the address is fine, try again in a minute",
                answer.json().path("detail").asText());
    }

    @Test
    void badAddressesAreNoFaultOfTheMailServer() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    if (works.get()) {
                        line.obey();
                    } else {
                        line.obeyUntil("RCPT");
                        line.say("550 5.1.1 <nobody@example.com> is unknown");
                    }
                });
                Node node = node(server);
                CapturedLog log = new CapturedLog()) {
            TestClient client = node.client();
            for (int i = 0; i < 2 * Circuit.FAULTS; i++) {
                Answer answer = client.challenge(client.setup(), "nobody" + i + "@bücher.example");

                assertEquals(502, answer.status());
                assertEquals("", answer.header("Retry-After"));
                assertEquals(
                        "this address does not exist at bücher.example",
                        answer.json().path("detail").asText());
            }
            Expect.page(
                    502,
                    client.http()
                            .postForm(
                                    "/challenge/" + client.setup(),
                                    Map.of("CONTACT_EMAIL", "nobody@example.com"),
                                    "Accept",
                                    Http.BROWSER),
                    "This address does not exist at example.com. Check it for typing errors, or use another address.");

            works.set(true);
            assertEquals(
                    200, client.challenge(client.setup(), TestClient.ADDRESS).status());
            String refused = log.audit().stream()
                    .filter(line -> line.contains("\"refused\""))
                    .findFirst()
                    .orElseThrow();
            assertTrue(
                    refused.contains(
                            "\"code\":9752,\"reason\":\"this address does not exist\",\"reply\":\"550 5.1.1\""),
                    refused);
            assertEquals(
                    List.of(),
                    log.all().stream()
                            .filter(entry -> entry.text().contains("bcher")
                                    || entry.text().contains("bücher"))
                            .toList());
        }
    }

    private static void assertExit(int status, boolean permanent, Path directory) throws IOException {
        Path command = directory.resolve("exit" + status);
        Files.writeString(command, "#!/bin/sh\nexit " + status + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        try (Node node = WORLD.another("command.email", command.toString());
                CapturedLog log = new CapturedLog()) {
            TestClient client = node.client();

            Answer answer = client.challenge(client.setup(), TestClient.ADDRESS);

            assertEquals(502, answer.status());
            assertEquals(permanent ? "" : "60", answer.header("Retry-After"));
            assertTrue(log.audit().stream().anyMatch(line -> line.contains("\"reply\":\"exit " + status + "\"")));
        }
    }

    @Test
    void aCommandTellsARefusedAddressByItsStatus() throws IOException {
        assertExit(67, true, directory);
        assertExit(68, true, directory);
        assertExit(75, false, directory);
        assertExit(1, false, directory);
    }
}
