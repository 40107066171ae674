package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.http.PublicUrl;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.Waiting;
import dev.challenger.wire.ErrorCode;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that the launcher's web server starts, answers, refuses and stops correctly, with small servlets in it. */
@TestInstance(Lifecycle.PER_CLASS)
class WebServerIT {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              %s
              <servlet><servlet-name>echo</servlet-name><servlet-class>%s</servlet-class></servlet>
              <servlet-mapping><servlet-name>echo</servlet-name><url-pattern>/echo/*</url-pattern></servlet-mapping>
              <servlet><servlet-name>count</servlet-name><servlet-class>%s</servlet-class></servlet>
              <servlet-mapping><servlet-name>count</servlet-name><url-pattern>/count</url-pattern></servlet-mapping>
            </web-app>
            """;

    private final Latches latches = new Latches();
    private final HttpClient client = HttpClient.newHttpClient();
    private Path webapp;
    private WebServer server;
    private String url = "";

    /** Lets a test and a running request wait for each other. */
    record Latches(CountDownLatch arrived, CountDownLatch goOn) {
        Latches() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    /**
     * Answers with its path. A path that ends with "slow" waits until the test lets it go on or interrupts it, one that ends with
     * "stubborn" is not interrupted.
     */
    public static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (request.getPathInfo().endsWith("slow")) {
                Latches latches = (Latches) request.getServletContext().getAttribute("latches");
                latches.arrived().countDown();
                await(latches.goOn());
            } else if (request.getPathInfo().endsWith("stubborn")) {
                Latches latches = (Latches) request.getServletContext().getAttribute("latches");
                latches.arrived().countDown();
                while (!isOver(latches.goOn())) {
                    // Nothing ends it earlier.
                }
            } else if (request.getPathInfo().endsWith("bug")) {
                throw new ServletException("a secret of the code");
            }
            response.getWriter().print(request.getPathInfo());
        }

        private static boolean isOver(CountDownLatch latch) {
            try {
                return latch.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    /** Answers with the number of bytes in the body. */
    public static final class Count extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getInputStream().readAllBytes().length);
        }
    }

    /** A listener that refuses to start. */
    public static final class Refusing implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalStateException("not today");
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        webapp = directory;
        writeWebXml(webapp, "");
        Files.createDirectories(webapp.resolve("static"));
        Files.writeString(webapp.resolve("static/style.css"), "p {}");
        server = server(0);
        server.open();
        url = server.start();
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void servesTheWebApplicationAndDoesNotNameItself() throws Exception {
        HttpResponse<String> response = get("/echo/hello");

        assertEquals(200, response.statusCode());
        assertEquals("/hello", response.body());
        assertTrue(response.headers().firstValue("Server").isEmpty());
        assertTrue(response.headers().firstValue("X-Powered-By").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "GET /echo/a%2Fb HTTP/1.1,400,23",
        "GET /echo/..;/b HTTP/1.1,400,23",
        "GET /echo/%2e%2e/b HTTP/1.1,400,23",
        "GET //echo/a HTTP/1.1,404,21",
        "GET //%2e%2e/echo/a HTTP/1.1,400,23",
        "GET /echo/%00 HTTP/1.1,400,23",
        "GET /../../etc/passwd HTTP/1.1,400,23",
        "nonsense,400,23",
        "GET /echo/a HTTP/9.9,505,23",
    })
    void theServerRefusesInJsonBeforeTheApplication(String line, int status, int code) throws Exception {
        String answer = send(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.endsWith("\r\n\r\n" + refusal(status, code)), answer);
        assertFalse(answer.contains("Jetty") || answer.contains("jetty") || answer.contains("Exception"), answer);
    }

    @Test
    void aPathOf8001CharactersGetsToTheApplicationAndOneOf17000DoesNot() throws Exception {
        assertEquals(200, get("/echo/" + "a".repeat(8001)).statusCode());
        assertTrue(send("GET /echo/" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .startsWith("HTTP/1.1 414 "));
        assertTrue(send("GET /echo/a HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(17_000) + "\r\n\r\n")
                .startsWith("HTTP/1.1 431 "));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/WEB-INF/web.xml,404,21",
        "GET,/META-INF/MANIFEST.MF,404,21",
        "GET,/nothing,404,21",
        "GET,/nothing.jsp,404,21",
        "GET,/static/style.css,404,21",
        "GET,/static/,404,21",
        "PUT,/echo/x,405,20",
        "GET,/echo/bug,500,60",
    })
    void theServerAnswersForTheApplicationInJson(String method, String path, int status, int code) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(method, BodyPublishers.noBody())
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());

        assertEquals(status, response.statusCode());
        assertEquals(refusal(status, code), response.body());
        assertEquals(Optional.of("application/json"), response.headers().firstValue("Content-Type"));
        assertEquals(Optional.of("*"), response.headers().firstValue("Access-Control-Allow-Origin"));
    }

    /** Returns the expected body. It has the OAuth error, too, because the caller may be an OAuth client. */
    private static String refusal(int status, int number) {
        ErrorCode code = Stream.of(ErrorCode.values())
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow();
        String error = status < 500 ? "invalid_request" : "server_error";
        return "{\"code\":" + number + ",\"hint\":\"" + code.hint() + "\",\"error\":\"" + error
                + "\",\"error_description\":\"" + code.hint() + "\"}";
    }

    @Test
    void slowClientsDoNotDelayOthers() throws Exception {
        int port = URI.create(url).getPort();
        List<Socket> slow = new ArrayList<>();
        try {
            // More connections than threads.
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout(60_000);
                slow.add(socket);
                write(socket, "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nhal");
            }

            assertTrue(send("GET /echo/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .endsWith("/a"));
            write(slow.get(0), "f-1POST /count HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answers = new String(slow.get(0).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answers.contains("\r\n\r\n6HTTP/1.1 200 "), answers);
            assertTrue(answers.endsWith("\r\n\r\n0"), answers);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void stoppingFinishesARunningRequestAndAcceptsNoOther() throws Exception {
        WebServer stopping = server(0);
        stopping.open();
        URI at = URI.create(stopping.start());
        CompletableFuture<HttpResponse<String>> slow = handled(at.resolve("/echo/slow"), latches);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> Unchecked.run(stopping::stop));
        Waiting.until("nobody listens", () -> !listens(at.getPort()));
        // Longer than a connection without a request stays open.
        Thread.sleep(3000);
        assertFalse(slow.isDone());
        assertFalse(stopped.isDone());
        latches.goOn().countDown();

        assertEquals("/slow", slow.join().body());
        stopped.join();
    }

    @Test
    void aRequestThatWaitsIsInterruptedInTimeToAnswer() throws Exception {
        Latches never = new Latches();
        WebServer stopping = server(0, never);
        CompletableFuture<HttpResponse<String>> slow = running(stopping, "/echo/slow", never);

        assertTrue(stopping.stop(Duration.ofSeconds(3)));

        assertEquals(500, slow.join().statusCode());
    }

    @Test
    void aRequestThatDoesNotFinishIsCutOffAtAStop() throws Exception {
        Latches never = new Latches();
        WebServer stopping = server(0, never);
        CompletableFuture<HttpResponse<String>> stubborn = running(stopping, "/echo/stubborn", never);

        assertFalse(stopping.stop(Duration.ofMillis(100)));

        assertThrows(CompletionException.class, stubborn::join);
        never.goOn().countDown();
    }

    /** Starts a server, and returns when a request is being handled. */
    private CompletableFuture<HttpResponse<String>> running(WebServer started, String path, Latches its)
            throws Exception {
        started.open();
        return handled(URI.create(started.start()).resolve(path), its);
    }

    /** Sends a request, and returns when it is being handled. */
    private CompletableFuture<HttpResponse<String>> handled(URI at, Latches its) throws Exception {
        CompletableFuture<HttpResponse<String>> request =
                client.sendAsync(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
        await(its.arrived());
        return request;
    }

    @Test
    void stoppingFinishesARequestWhoseBodyIsOnItsWay() throws Exception {
        WebServer stopping = server(0);
        stopping.open();
        int port = URI.create(stopping.start()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            write(
                    socket,
                    "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n");
            assertEquals(
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII));

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> Unchecked.run(stopping::stop));
            Waiting.until("nobody listens", () -> !listens(port));
            write(socket, "abcdef");

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answers.startsWith("HTTP/1.1 200 ") && answers.endsWith("\r\n\r\n6"), answers);
            stopped.join();
        }
    }

    @Test
    void aPortInUseIsReportedInOneSentence() throws Exception {
        int port = URI.create(url).getPort();
        WebServer second = server(port);

        IOException refused = assertThrows(IOException.class, second::open);

        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("cannot listen on 127.0.0.1 port " + port + ": "),
                refused.getMessage());
        assertEquals(200, get("/echo/still-there").statusCode());
    }

    @Test
    void anAddressThatDoesNotExistIsReportedInOneSentence() {
        WebServer nowhere = new WebServer(webapp.toUri(), listener("host.invalid", 0), context -> {});

        IOException refused = assertThrows(IOException.class, nowhere::open);

        assertEquals("cannot listen on host.invalid port 0: no such address", refused.getMessage());
    }

    @Test
    void anApplicationThatFailsToStartFailsTheServer(@TempDir Path other) throws Exception {
        writeWebXml(other, "<listener><listener-class>" + Refusing.class.getName() + "</listener-class></listener>");
        WebServer failing = new WebServer(other.toUri(), listener("127.0.0.1", 0), context -> {});
        failing.open();

        Exception failure = assertThrows(IllegalStateException.class, failing::start);

        assertEquals("not today", failure.getMessage());
        failing.join();
    }

    private static void writeWebXml(Path directory, String more) throws IOException {
        Path file = directory.resolve("WEB-INF/web.xml");
        Files.createDirectories(file.resolveSibling("classes"));
        Files.writeString(file, WEB_XML.formatted(more, Echo.class.getName(), Count.class.getName()));
    }

    private static Listener listener(String host, int port) {
        return new Listener(host, port, 0, 1000, new PublicUrl(URI.create("https://challenger.example.com")));
    }

    private WebServer server(int port) {
        return server(port, latches);
    }

    private WebServer server(int port, Latches its) {
        return new WebServer(
                webapp.toUri(), listener("127.0.0.1", port), context -> context.setAttribute("latches", its));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    private String send(String text) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
            socket.setSoTimeout(60_000);
            write(socket, text);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("timed out"));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
