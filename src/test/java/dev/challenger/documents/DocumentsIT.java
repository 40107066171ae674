package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.challenger.testing.Backend;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands and programs of the documents, word for word, against a service. */
class DocumentsIT {
    @AutoClose
    private final World world =
            World.with("source.url", "http://localhost/source", "metrics.token", "0123456789abcdef0123456789abcdef");

    @Test
    void theCurlCommandsRunTheWholeFlow() throws Exception {
        Process run = curl(Document.INTEGRATE, credentials(world.node().client()));
        String told = enterTheTanAfterTheLine(run, "\"transmitted\":true");

        assertEquals(0, run.waitFor(), told);
        assertTrue(told.contains("\"changes_left\":3"), told);
        assertTrue(told.contains("\"type\":\"created\""), told);
        assertTrue(
                told.contains("\"address\":{\"CONTACT_EMAIL\":\"person@example.com\"},\"address_type\":\"email\""),
                told);
    }

    private static Map<String, String> credentials(TestClient client) {
        return Map.of("CLIENT_ID", Long.toString(client.id()), "CLIENT_SECRET", client.secret());
    }

    private static Map<String, String> credentials(Backend backend) {
        return Map.of("BACKEND_SECRET", backend.secret());
    }

    /** Starts the commands of a document. */
    private Process curl(Document document, Map<String, String> credentials) throws IOException {
        requireProgram("curl");
        return start(
                new ProcessBuilder("bash", "-eu", "-c", document.script("Run the flow with curl"))
                        .redirectErrorStream(true),
                credentials);
    }

    /** Starts a program of a document that listens at a port. */
    private Process python(Path script, int port, Map<String, String> credentials) throws IOException {
        requireProgram("python3");
        ProcessBuilder python = new ProcessBuilder("python3", script.toString());
        python.environment().put("PORT", Integer.toString(port));
        return start(python.redirectError(errorsOf(script).toFile()), credentials);
    }

    private static Path errorsOf(Path script) {
        return Path.of(script + ".err");
    }

    private static void assertNoException(Path script) throws IOException {
        String errors = Files.readString(errorsOf(script));
        assertFalse(errors.contains("Traceback"), errors);
    }

    private Process start(ProcessBuilder program, Map<String, String> credentials) throws IOException {
        program.environment().put("CHALLENGER", world.node().url());
        program.environment().put("no_proxy", "127.0.0.1,localhost");
        program.environment().putAll(credentials);
        return program.start();
    }

    private static void requireProgram(String name) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        assumeTrue(there || System.getenv("CI") != null, "there is no " + name + " here");
    }

    private String enterTheTanAfterTheLine(Process run, String sent) throws IOException {
        StringBuilder told = new StringBuilder();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
                Writer in = run.outputWriter(StandardCharsets.UTF_8)) {
            boolean typed = false;
            for (int c = out.read(); c >= 0; c = out.read()) {
                told.append((char) c);
                if (!typed && told.indexOf(sent) >= 0) {
                    in.write(world.mailbox().newestTan() + "\n");
                    in.flush();
                    typed = true;
                }
            }
        }
        return told.toString();
    }

    @Test
    void theCurlCommandsConfirmAnOperation() throws Exception {
        Process run = curl(Document.CONFIRM_OPERATIONS, credentials(Backend.of(world.node(), "shop")));
        String told = enterTheTanAfterTheLine(run, "\"earliest_retransmission\"");

        assertEquals(0, run.waitFor(), told);
        assertTrue(told.contains("\"tan_channel\":\"email\",\"tan_info\":\"pers\"}],\"combi_and\":false}\n"), told);
        assertTrue(told.endsWith("}204\n"), told);
    }

    @Test
    void theApplicationOfTheReadmeGetsAValidatedAddress(@TempDir Path directory) throws Exception {
        TestClient client = world.node().client();
        int port = freePort();
        Path script = Files.writeString(
                directory.resolve("app.py"), Document.README.block("Your first validated address", "python"));
        Process app = python(script, port, credentials(client));
        try {
            Waiting.until("the application listens", () -> listens(port));
            Http http = new Http("http://localhost:" + port);
            Answer begun = http.get("/");
            URI authorize = URI.create(begun.header("Location"));
            String nonce = authorize.getPath().replaceFirst(".*/", "");
            assertEquals(
                    200,
                    client.http()
                            .get(authorize.getPath() + "?" + authorize.getQuery())
                            .status());
            client.challenge(nonce, TestClient.ADDRESS);
            String redirect = client.solve(nonce, world.mailbox().newestTan())
                    .json()
                    .path("redirect_url")
                    .asText();
            String callback = "/callback?" + URI.create(redirect).getRawQuery();
            String cookie = begun.header("Set-Cookie").split(";")[0];

            assertEquals(403, http.get(callback, "Cookie", "state=another").status());
            assertEquals(
                    "Validated: " + TestClient.ADDRESS + "\n",
                    http.get(callback, "Cookie", cookie).body());
            assertNoException(script);
        } finally {
            app.destroyForcibly().waitFor();
        }
    }

    @Test
    void theBackendInPythonHasOperationsConfirmed(@TempDir Path directory) throws Exception {
        Backend backend = Backend.of(world.node(), "shop");
        int port = freePort();
        Path script = Files.writeString(
                directory.resolve("shop.py"), Document.CONFIRM_OPERATIONS.block("A backend in Python", "python"));
        Process shop = python(script, port, credentials(backend));
        try {
            Waiting.until("the shop listens", () -> listens(port));
            Http http = new Http("http://127.0.0.1:" + port);
            Answer pending = delete(http, "{}", "X-Nothing", "");
            String id = Backend.offered(pending).get(0);
            backend.send(id);
            backend.confirm(id, world.mailbox().newestTan());

            assertEquals(202, delete(http, "{ }", "Taler-Challenge-Ids", id).status());
            assertEquals(204, delete(http, "{}", "Taler-Challenge-Ids", id).status());
            assertEquals(202, delete(http, "{}", "Taler-Challenge-Ids", id).status());
            assertEquals("the shop is deleted", shop.inputReader().readLine());
            assertNoException(script);
        } finally {
            shop.destroyForcibly().waitFor();
        }
    }

    /**
     * Sends each request by a client of its own. Python's server closes its connections, since it speaks HTTP/1.0. The JDK's client
     * would use the connection of a 204 once more.
     */
    private static Answer delete(Http http, String body, String header, String value) throws Exception {
        HttpRequest request = http.request("/private?purge=1")
                .header(header, value)
                .method("DELETE", BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body(), answer);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void endpointsAllowTheDocumentedMethods() {
        for (String row : Document.REFERENCE.table("endpoints")) {
            String[] cells = row.split("\\|");
            String path = cells[1].replace("`", "")
                    .strip()
                    .replace("$FILE", "challenger.css")
                    .replace("$PROBE", "ready")
                    .replaceAll("\\$[A-Z_]+", "x");
            Http http = new Http(world.node().url());
            Answer answer = http.send(http.request(path)
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build());

            String methods = Stream.of(answer.header("Allow").split(", "))
                    .filter(method -> !method.equals("OPTIONS") && !method.equals("HEAD"))
                    .sorted()
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
            assertEquals(methods, cells[2].strip(), path);
        }
    }
}
