package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.http.PublicUrl;
import dev.challenger.testing.Unchecked;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a head has a time limit however its bytes drip, and that nothing else has this limit. */
class HeadLimitIT {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int PAUSE_MILLIS = 100;

    /** The limit, the time that a refused client has to hang up, and more than enough for a slow machine. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private static final String REQUEST = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n";

    private final Server server = new Server();
    private final ServerConnector connector =
            new ServerConnector(server, HeadLimit.connections(new HttpConfiguration()));

    /** Reads the body, then answers. A path that ends with "slow" takes longer than the limit of a head. */
    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().getPath().endsWith("slow")) {
                Thread.sleep(LIMIT.toMillis() * 3);
            }
            String body = Content.Source.asString(request);
            response.write(true, StandardCharsets.US_ASCII.encode("<" + body + ">"), callback);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.addBean(new HeadLimit(connector, LIMIT));
        server.addConnector(connector);
        server.setHandler(new Echo());
        server.setErrorHandler(new ServerErrors(new PublicUrl(URI.create("https://challenger.example.com"))));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Goes on with one more byte every tenth of a second, until the server resets the connection. Returns the answer. */
    private static String drip(Socket socket, String text) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int at = 0; System.nanoTime() < end; at++) {
            try {
                write(socket, text.substring(at % text.length(), at % text.length() + 1));
                answer.append(new String(in.readNBytes(in.available()), StandardCharsets.US_ASCII));
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                return answer.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("the server still listens to " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
                REQUEST + "abcGET / HTTP/1.1\r\nX: ",
            })
    void aHeadThatDripsIsRefusedInTime(String begin) throws IOException {
        try (Socket socket = connect()) {
            write(socket, begin);

            String answer = drip(socket, "a".repeat(500));

            assertTrue(answer.contains("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
            assertTrue(answer.contains("\r\nContent-Security-Policy: "), answer);
            assertTrue(answer.contains("\r\n\r\n{\"code\":"), answer);
        }
    }

    /** The server skips blank lines before a request. */
    @Test
    void blankLinesThatDripAreRefusedInTime() throws IOException {
        try (Socket socket = connect()) {
            assertTrue(drip(socket, "\r\n").startsWith("HTTP/1.1 408 "));
        }
    }

    /** After a refusal the server goes on reading for a while, so that the client sees the answer. */
    @Test
    void whatFollowsARefusalHasALimitToo() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "nonsense\r\n\r\n");

            assertTrue(drip(socket, "a").startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void anIdleConnectionStaysOpen() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 2; i++) {
                Thread.sleep(LIMIT.toMillis() * 2);
                write(socket, REQUEST + "abc");
                assertEquals("<abc>", body(socket));
            }
        }
    }

    @Test
    void aRequestMayTakeLonger() throws Exception {
        try (Socket socket = connect()) {
            write(socket, REQUEST.replace("POST /", "POST /slow") + "abc");

            assertEquals("<abc>", body(socket));
        }
    }

    @Test
    void aBodyMayTakeLonger() throws Exception {
        try (Socket socket = connect()) {
            write(socket, REQUEST);
            for (String piece : new String[] {"a", "b", "c"}) {
                Thread.sleep(LIMIT.toMillis());
                write(socket, piece);
            }

            assertEquals("<abc>", body(socket));
        }
    }

    /** Jetty hangs up by a timer for each connection, which it may lose. */
    @Test
    void aStopEndsAnIdleConnectionWithoutATimer() throws Exception {
        try (Socket socket = connect()) {
            write(socket, REQUEST + "abc");
            assertEquals("<abc>", body(socket));

            CompletableFuture<Void> stopped = connector.shutdown();
            connector.getConnectedEndPoints().forEach(endPoint -> endPoint.setIdleTimeout(0));

            stopped.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private static String body(Socket socket) {
        return Unchecked.call(() -> {
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n<abc>") < 0) {
                int next = socket.getInputStream().read();
                assertTrue(next >= 0, "the server hung up after: " + answer);
                answer.append((char) next);
            }
            assertTrue(answer.toString().startsWith("HTTP/1.1 200 "), answer.toString());
            return answer.substring(answer.indexOf("<"));
        });
    }
}
