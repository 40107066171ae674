package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the web application gets complete bodies or none, whatever their framing and speed. */
class BodyFirstIT {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @AutoClose
    private final LocalServer server = new LocalServer(new BodyFirst(new Count(), LIMIT));

    /** Answers with the length of the body, or with 400 if the body broke off. One path fails. */
    private static final class Count extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (request.getHttpURI().getPath().equals("/bug")) {
                throw new AssertionError("a bug");
            }
            try {
                int bytes = Content.Source.asByteBuffer(request).remaining();
                response.write(true, StandardCharsets.UTF_8.encode(Integer.toString(bytes)), callback);
            } catch (IOException e) {
                Response.writeError(request, response, callback, 400);
            }
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(String length) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length + "\r\n\r\n";
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000, 16_384, 32_768})
    void aBodyArrivesWhole(int bytes) throws Exception {
        try (Socket socket = connect()) {
            write(socket, head("Content-Length: " + bytes) + "a".repeat(bytes));

            assertTrue(answer(socket).endsWith("\r\n\r\n" + bytes));
        }
    }

    @Test
    void aBodyInPiecesArrivesWholeAndInOrder() throws Exception {
        try (Socket socket = connect()) {
            write(socket, head("Transfer-Encoding: chunked"));
            for (String piece : new String[] {"3\r\nab", "c\r\n2\r", "\nde\r\n", "0\r\n", "\r\n"}) {
                Thread.sleep(50);
                write(socket, piece);
            }

            assertTrue(answer(socket).endsWith("\r\n\r\n5"));
        }
    }

    @Test
    void theApplicationSeesOnlyThatABodyIsTooLong() throws Exception {
        try (Socket socket = connect()) {
            write(socket, head("Content-Length: 1000000") + "a".repeat(1_000_000));

            assertTrue(answer(socket).endsWith("\r\n\r\n32768"));
        }
    }

    @Test
    void aSlowBodyIsCutOffInTime() throws Exception {
        try (Socket socket = connect()) {
            write(socket, head("Content-Length: 10000"));
            long begin = System.nanoTime();
            while (socket.getInputStream().available() == 0 && System.nanoTime() - begin < 10_000_000_000L) {
                write(socket, "a");
                Thread.sleep(50);
            }

            assertEquals(
                    "HTTP/1.1 400 Bad Request",
                    answer(socket).lines().findFirst().orElseThrow());
        }
    }

    /** After a first piece of the body, the request goes on in another thread. */
    @ParameterizedTest
    @ValueSource(strings = {"abc", "ab"})
    void aFailureOfTheApplicationIsAnsweredAtOnce(String first) throws Exception {
        try (Socket socket = connect()) {
            write(socket, head("Content-Length: 3").replace("POST /", "POST /bug") + first);
            Thread.sleep(50);
            write(socket, "abc".substring(first.length()));

            assertTrue(answer(socket).startsWith("HTTP/1.1 500 "));
        }
    }

    @Test
    void aClientThatExpectsContinueGetsIt() throws Exception {
        try (Socket socket = connect()) {
            write(socket, head("Content-Length: 3\r\nExpect: 100-continue"));
            String first = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            write(socket, "abc");

            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", first);
            assertTrue(answer(socket).endsWith("\r\n\r\n3"));
        }
    }
}
