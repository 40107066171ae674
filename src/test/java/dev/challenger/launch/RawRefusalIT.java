package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.http.Headers;
import dev.challenger.http.PublicUrl;
import dev.challenger.testing.Unchecked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that the server itself refuses in the same form as the web application, and bounds its connections. */
class RawRefusalIT {
    private static final PublicUrl HTTPS = new PublicUrl(URI.create("https://challenger.example.com"));
    private static final PublicUrl HTTP = new PublicUrl(URI.create("http://challenger.example.com"));
    private static final String WEB_XML =
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\" metadata-complete=\"true\"></web-app>";

    @TempDir
    Path webapp;

    @AutoClose("stop")
    private WebServer server;

    private int port;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(webapp.resolve("WEB-INF"));
        Files.writeString(webapp.resolve("WEB-INF/web.xml"), WEB_XML);
        start(HTTPS, 2);
    }

    private void start(PublicUrl url, int connections) {
        server = new WebServer(webapp.toUri(), new Listener("127.0.0.1", 0, 0, connections, url), context -> {});
        Unchecked.run(server::open);
        port = URI.create(Unchecked.call(server::start)).getPort();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Sends a request and reads until the server closes the connection, which the request does not ask for. */
    private String send(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** In these requests, * stands for 17,000 letters and | for the end of a line. */
    @ParameterizedTest
    @CsvSource({
        "400,/config HTTP/1.1|Host: x|X y: z||",
        "400,/config HTTP/1.1||",
        "400,/config HTTP/1.1|Host: x|Content-Length: abc||",
        "400,/config HTTP/1.1|Host: x|Host: y||",
        "400,http://[ HTTP/1.1|Host: x||",
        "505,/config|",
        "400,/a b HTTP/1.1|Host: x||",
        "414,/* HTTP/1.1|Host: x||",
        "431,/config HTTP/1.1|Host: x|X: *||",
        "505,/config HTTP/9.9|Host: x||",
        "505,/config HTTP/0.1|Host: x||",
    })
    void aRequestThatCannotBeReadIsRefusedInOurForm(int status, String rest) throws IOException {
        String request = rest.replace("|", "\r\n").replace("*", "a".repeat(17_000));

        for (String method : new String[] {"GET ", "HEAD ", "POST ", "\r\nHEAD "}) {
            String answer = send(method + request);

            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), method + rest + ": " + answer);
            String head = answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
            for (Map.Entry<String, String> header : Headers.all(HTTPS).entrySet()) {
                assertTrue(head.contains("\r\n" + header.getKey() + ": " + header.getValue() + "\r\n"), answer);
            }
            assertTrue(head.contains("\r\nConnection: close\r\n"), answer);
            assertTrue(head.contains("\r\nContent-Type: application/json\r\n"), answer);
            String body = answer.substring(head.length() + 2);
            assertEquals(
                    method.endsWith("HEAD ") ? "" : "{\"code\":",
                    body.substring(0, Math.min(8, body.length())),
                    method + rest);
        }
    }

    @Test
    void aMethodThatOnlyBeginsLikeHeadGetsABody() throws IOException {
        assertTrue(send("HEADS /config HTTP/9.9\r\n\r\n").contains("\r\n\r\n{\"code\":"));
    }

    @ParameterizedTest
    @CsvSource({"GET /a%2Fb", "GET /nothing", "nonsense"})
    void onlyAServiceReachedByHttpsDemandsIt(String line) throws IOException {
        String request = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertTrue(send(request).contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"));

        Unchecked.run(server::stop);
        start(HTTP, 2);
        assertFalse(send(request).contains("Strict-Transport-Security"));
    }

    @Test
    void aConnectionBeyondTheLimitWaitsUntilAnotherEnds() throws IOException {
        String request = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n";
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            for (Socket socket : new Socket[] {first, second, third}) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals('H', first.getInputStream().read());
            assertEquals('H', second.getInputStream().read());
            third.setSoTimeout(300);
            try {
                throw new AssertionError("answered: " + third.getInputStream().read());
            } catch (SocketTimeoutException e) {
                first.close();
            }
            third.setSoTimeout(60_000);

            assertEquals('H', third.getInputStream().read());
        }
    }
}
