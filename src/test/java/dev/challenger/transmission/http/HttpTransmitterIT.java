package dev.challenger.transmission.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import dev.challenger.address.Channel;
import dev.challenger.secret.Password;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.StubGateway.Script;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.Waiting;
import dev.challenger.transmission.Failures;
import dev.challenger.transmission.Letters;
import dev.challenger.transmission.LoopbackCertificate;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves how a request to a gateway is made, and what becomes of every answer and every fault of the gateway. */
final class HttpTransmitterIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String PASSWORD = "s3cr3t-token";

    @AutoClose
    private final StubGateway stub = new StubGateway();

    private final TestClock clock = new TestClock();

    private HttpGateway gateway(String url, Duration timeout, Optional<WebhookKey> signing) {
        RequestTemplate template = new RequestTemplate(
                "POST " + url + "/send?to=${to}\nAuthorization: Bearer ${password}\nIdempotency-Key: ${key}\n"
                        + "Content-Type: application/json; charset=utf-8\n\n"
                        + "{\"text\": \"${text}\", \"basic\": \"${basic}\", \"facts\": [\"${client}\", \"${reference}\", \"${host}\"]}\n",
                Channel.EMAIL);
        Answers answers = new Answers(
                List.of(Condition.parse("2xx /status=ok|queued")),
                List.of(Condition.parse("400 /code=21211|21614")),
                List.of(Condition.parse("200 /error"), Condition.parse("504")),
                Optional.of(JsonPointer.compile("/id")));
        return new HttpGateway(
                "sms", template, "me", new Password(PASSWORD), signing, answers, timeout, 5, "challenger.example.com");
    }

    private HttpTransmitter sender(Duration timeout) {
        return new HttpTransmitter(gateway(stub.url(), timeout, Optional.empty()), clock);
    }

    private TransmissionException failure(Duration timeout) {
        try (HttpTransmitter sender = sender(timeout)) {
            return Failures.thrown(sender, Letters.letter());
        }
    }

    private Receipt sent() throws TransmissionException {
        try (HttpTransmitter sender = sender(LONG)) {
            return sender.send(Letters.letter());
        }
    }

    private void play(Script script) {
        stub.play(script);
    }

    @Test
    void theRequestHasTheValuesOfTheMessage() throws Exception {
        stub.answer(200, "{\"status\": \"ok\", \"id\": \"m-1\"}");

        Receipt receipt = sent();

        assertEquals(new Receipt("", Optional.of("m-1"), Optional.of("http 200")), receipt);
        StubGateway.Request request = stub.newest();
        assertEquals("POST /send?to=alice.liddell%40example.com HTTP/1.1", request.line());
        assertEquals("Bearer " + PASSWORD, request.header("Authorization"));
        assertTrue(request.header("Idempotency-Key").matches("[0-9a-f]{32}"));
        assertEquals(
                "{\"text\": \"Your code is 12345678.\\n\", \"basic\": \"bWU6czNjcjN0LXRva2Vu\","
                        + " \"facts\": [\"Shop\", \"K7M2\", \"challenger.example.com\"]}",
                request.body());
        assertEquals("", request.header("webhook-signature"));
        assertEquals(1, stub.requests().size());
    }

    @Test
    void aReceiverCanVerifyThatTheRequestIsOurs() throws Exception {
        byte[] key = "0123456789abcdefghijklmnop".getBytes(StandardCharsets.US_ASCII);
        WebhookKey signing = WebhookKey.parse("whsec_" + Base64.getEncoder().encodeToString(key));
        stub.answer(200, "{\"status\": \"ok\"}");

        try (HttpTransmitter sender = new HttpTransmitter(gateway(stub.url(), LONG, Optional.of(signing)), clock)) {
            sender.send(Letters.letter());
        }

        StubGateway.Request request = stub.newest();
        assertEquals(Long.toString(clock.instant().getEpochSecond()), request.header("webhook-timestamp"));
        assertEquals("msg_" + request.header("Idempotency-Key"), request.header("webhook-id"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String content =
                request.header("webhook-id") + "." + request.header("webhook-timestamp") + "." + request.body();
        assertEquals(
                "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8))),
                request.header("webhook-signature"));
    }

    /** The example of the specification's reference implementation. */
    @Test
    void theSignatureIsThatOfTheSpecification() {
        WebhookKey key = WebhookKey.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                key.headers(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                java.time.Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}")
                        .get(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            400; {"code": 21211};         ADDRESS; false; http 400 21211
            400; {"code": "21614"};       ADDRESS; false; http 400 21614
            400; {"code": 21212};         MESSAGE; false; http 400 21212
            400; nonsense;                MESSAGE; false; http 400
            402; {};                      MESSAGE; false; http 402
            401; {};                      SENDER;  false; http 401
            429; {};                      MESSAGE; false; http 429
            503; {};                      SENDER;  false; http 503
            500; {};                      MESSAGE; true;  http 500
            502; <html>;                  MESSAGE; true;  http 502
            504; {};                      MESSAGE; false; http 504
            303; {};                      MESSAGE; true;  http 303
            200; {"error": "no credit"};  MESSAGE; false; http 200 no credit
            302; {};                      MESSAGE; false; http 302
            200; {"status": "failed"};    MESSAGE; false; http 200 failed
            200; {"status": null};        MESSAGE; true;  http 200
            200; {"other": "ok"};         MESSAGE; true;  http 200
            200; ok;                      MESSAGE; true;  http 200
            200; {"status": "ok"} x;      MESSAGE; true;  http 200
            200; {"status": "ok", "status": "failed"}; MESSAGE; true; http 200
            """)
    void answersThatAreNoAcceptance(int status, String body, Fault fault, boolean open, String reply) {
        stub.answer(status, body);

        TransmissionException failure = failure(LONG);

        assertEquals(fault, failure.fault());
        assertEquals(open, failure.mayHaveBeenAccepted());
        assertEquals(Optional.of(reply), failure.reply());
        assertEquals("sms: refused with " + reply, failure.getMessage());
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (StubGateway elsewhere = new StubGateway()) {
            play((request, connection) ->
                    StubGateway.send(connection, 307, "Location: " + elsewhere.url() + "/send", ""));

            assertEquals(Fault.MESSAGE, failure(LONG).fault());
            assertEquals(0, elsewhere.requests().size());
        }
    }

    @Test
    void aSilentGatewayIsGivenUp() {
        play((request, connection) -> connection.getInputStream().read());

        TransmissionException failure = failure(SHORT);

        assertEquals(Fault.TIME_OUT, failure.fault());
        assertTrue(failure.mayHaveBeenAccepted());
        assertEquals(1, stub.requests().size());
    }

    @Test
    void anAnswerThatDripsIsGivenUp() {
        play((request, connection) -> {
            StubGateway.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true) {
                StubGateway.say(connection, " ");
                Thread.sleep(20);
            }
        });

        assertEquals(Fault.TIME_OUT, failure(SHORT).fault());
    }

    @Test
    void anEndlessAnswerIsCut() {
        play((request, connection) -> {
            StubGateway.say(connection, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                StubGateway.say(connection, " ".repeat(10_000));
            }
        });

        TransmissionException failure = failure(LONG);

        assertEquals(Optional.of("http 200"), failure.reply());
        assertTrue(failure.mayHaveBeenAccepted());
    }

    @Test
    void halfAnAnswerLeavesItOpen() {
        play((request, connection) ->
                StubGateway.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\": \"ok\"}"));

        assertTrue(failure(LONG).mayHaveBeenAccepted());
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerLeavesItOpen() {
        play((request, connection) -> {});

        TransmissionException failure = failure(LONG);

        assertEquals(Fault.SENDER, failure.fault());
        assertTrue(failure.mayHaveBeenAccepted());
        assertEquals(1, stub.requests().size());
    }

    /** The JDK's client repeats a GET by itself. */
    @Test
    void aGetIsSentOnceToo() {
        play((request, connection) -> {});
        HttpGateway plain = gateway("GET " + stub.url() + "/send?to=${to}&text=${text}\n", "2xx", LONG);

        try (HttpTransmitter sender = new HttpTransmitter(plain, clock)) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());

            assertEquals(Fault.SENDER, failure.fault());
            assertTrue(failure.mayHaveBeenAccepted());
        }
        assertEquals(1, stub.requests().size());
    }

    /** A gateway that has done something else than the operator expects may have sent the message. */
    @Test
    void anUnexpectedSuccessLeavesItOpen() {
        stub.answer(202, "{}");
        HttpGateway picky = gateway("POST " + stub.url() + "/send?to=${to}\n", "201", LONG);

        try (HttpTransmitter sender = new HttpTransmitter(picky, clock)) {
            assertTrue(Failures.thrown(sender, Letters.letter()).mayHaveBeenAccepted());
        }
    }

    private static HttpGateway gateway(String template, String accepted, Duration timeout) {
        return new HttpGateway(
                "sms",
                new RequestTemplate(template, Channel.EMAIL),
                "",
                new Password(""),
                Optional.empty(),
                new Answers(List.of(Condition.parse(accepted)), List.of(), List.of(), Optional.empty()),
                timeout,
                1,
                "");
    }

    /** A port whose queue is full answers no request for a connection. */
    @Test
    void withoutAnAnswerToTheConnectionNothingIsAccepted() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> queue = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel waiting = SocketChannel.open();
                waiting.configureBlocking(false);
                waiting.connect(full.getLocalSocketAddress());
                queue.add(waiting);
            }
            HttpGateway silent = gateway("POST http://127.0.0.1:" + full.getLocalPort() + "/\n", "2xx", SHORT);

            try (HttpTransmitter sender = new HttpTransmitter(silent, clock)) {
                TransmissionException failure = Failures.thrown(sender, Letters.letter());

                assertEquals(Fault.TIME_OUT, failure.fault());
                assertFalse(failure.mayHaveBeenAccepted());
            }
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    /** The client ends its side of a pooled connection once it has seen the end of the other. */
    @Test
    void anUnusedConnectionThatTheGatewayHasEndedIsReplaced() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        play((request, connection) -> {
            StubGateway.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"status\": \"ok\"}");
            connection.shutdownOutput();
            if (connection.getInputStream().read() < 0) {
                ended.countDown();
            }
        });
        try (HttpTransmitter sender = sender(LONG)) {
            sender.send(Letters.letter());
            ended.await();
            sender.send(Letters.letter());
        }

        assertEquals(2, stub.requests().size());
    }

    @Test
    void withoutAConnectionNothingIsAccepted() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        HttpGateway nowhere = gateway("http://127.0.0.1:" + port, LONG, Optional.empty());

        try (HttpTransmitter sender = new HttpTransmitter(nowhere, clock)) {
            TransmissionException failure = Failures.thrown(sender, Letters.letter());

            assertEquals(Fault.SENDER, failure.fault());
            assertFalse(failure.mayHaveBeenAccepted());
        }
    }

    @Test
    void theCertificateOfTheGatewayIsVerified(@TempDir Path directory) throws Exception {
        LoopbackCertificate certificate = LoopbackCertificate.in(directory);
        try (StubGateway secure = new StubGateway(Optional.of(certificate.context()))) {
            secure.answer(200, "{\"status\": \"ok\"}");
            HttpGateway trusted = gateway("https://127.0.0.1:" + secure.port(), LONG, Optional.empty());
            HttpGateway misnamed = gateway("https://localhost:" + secure.port(), LONG, Optional.empty());

            try (HttpTransmitter stranger = new HttpTransmitter(trusted, clock);
                    HttpTransmitter friend = trusting(certificate, trusted);
                    HttpTransmitter other = trusting(certificate, misnamed)) {
                assertFalse(Failures.thrown(stranger, Letters.letter()).mayHaveBeenAccepted());
                assertEquals(
                        Fault.SENDER, Failures.thrown(other, Letters.letter()).fault());
                assertEquals(0, secure.requests().size());
                friend.send(Letters.letter());
            }
            assertEquals(1, secure.requests().size());
        }
    }

    private HttpTransmitter trusting(LoopbackCertificate certificate, HttpGateway gateway) throws Exception {
        return new HttpTransmitter(
                gateway, clock, Optional.empty(), new GatewayClient(LONG, Optional.of(certificate.context())));
    }

    @Test
    void theLogHasTheAnswerWithoutSecrets() {
        stub.answer(400, "{\"error\": \"cannot send 12345678 to alice.liddell@example.com with " + PASSWORD + "\"}");

        try (CapturedLog log = new CapturedLog()) {
            failure(LONG);

            assertEquals(List.of("sms answered 400: {\"error\": \"cannot send *** to *** with ***\"}"), log.ours());
        }
    }

    /** Without the rest of the address, it is not found in the answer. */
    @Test
    void theLogHasNoHalfSecretAtTheEndOfABrokenAnswer() {
        Judge judge = new Judge(gateway(stub.url(), LONG, Optional.empty()));
        String start = "{\"error\": \"" + "x".repeat(200);
        Answer broken = new Answer(400, start + "\", \"to\": \"alice.liddell@example.co", false);

        try (CapturedLog log = new CapturedLog()) {
            assertThrows(TransmissionException.class, () -> judge.judge(Letters.letter(), broken));

            String line = log.ours().get(0);
            assertTrue(line.contains("xxx") && !line.contains("alice"), line);
        }
    }

    @Test
    void closingEndsRunningExchangesAndThreads() {
        play((request, connection) -> connection.getInputStream().read());
        HttpTransmitter sender = sender(LONG);
        CompletableFuture<TransmissionException> failure =
                CompletableFuture.supplyAsync(() -> Failures.thrown(sender, Letters.letter()));
        Waiting.until("the request is there", () -> !stub.requests().isEmpty());

        sender.close();

        assertTrue(String.valueOf(failure.join().getMessage()).contains("stopping"));
        Waiting.until(
                "the threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("challenger-http")));
        assertTrue(String.valueOf(Failures.thrown(sender, Letters.letter()).getMessage())
                .contains("stopping"));
    }

    @Test
    void anInterruptedCallerReturns() throws Exception {
        play((request, connection) -> connection.getInputStream().read());
        try (HttpTransmitter sender = sender(LONG)) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                Failures.thrown(sender, Letters.letter());
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            Waiting.until("the request is there", () -> !stub.requests().isEmpty());

            caller.interrupt();

            assertTrue(interrupted.join());
        }
    }

    @Test
    void aPasswordThatAHeaderCannotHaveIsRefused() {
        RequestTemplate template = new RequestTemplate("GET https://example.com/\nX-Key: ${password}\n", Channel.PHONE);
        Stream.of("a\"b", "a b\r\nX: y", "ü")
                .forEach(password -> assertThrows(
                        IllegalArgumentException.class,
                        () -> new HttpGateway(
                                "sms",
                                template,
                                "",
                                new Password(password),
                                Optional.empty(),
                                new Answers(List.of(Condition.parse("2xx")), List.of(), List.of(), Optional.empty()),
                                LONG,
                                1,
                                "")));
    }
}
