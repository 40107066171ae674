package dev.challenger.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.documents.Document;
import dev.challenger.testing.Browser.Page;
import dev.challenger.testing.PathProxy;
import dev.challenger.testing.World;
import dev.challenger.wire.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Goes through the service with clients that nobody here wrote, in the configuration that their own documentation shows: to the
 * validated address, back without a code, and with a wrong secret. Writes the table of integrate.md to
 * {@code target/clients/clients.md}.
 */
class ClientsIT {
    private static final Path DIRECTORY = Path.of("target/clients");
    private static final boolean CI = System.getenv("CI") != null;

    /** Names under which libraries report that the person has returned. */
    private static final List<String> RETURNED = List.of("access_denied", "OAuthCallbackError");

    /**
     * Names under which libraries report a wrong secret. The number is that of {@code /setup}, which is no endpoint of OAuth. The last
     * library reports the header {@code WWW-Authenticate} and does not read the body.
     */
    private static final List<String> WRONG_SECRET = List.of(
            "invalid_client",
            Integer.toString(ErrorCode.CHALLENGER_GENERIC_CLIENT_UNKNOWN.number()),
            "WWWAuthenticateChallengeError");

    /** The packages that {@code .ci/run} could not install, or the name of a repository. */
    private static final List<String> WITHOUT = List.of(
            Optional.ofNullable(System.getenv("CLIENTS_WITHOUT")).orElse("").split(" "));

    @AutoClose
    private final PathProxy proxy = new PathProxy();

    @AutoClose
    private final World world = World.with("http.base-url", proxy.url(), "budget.direct-starts", "1000000/P1D");

    private final Clients clients = world.node().challenger().clients();
    private final Map<Repository, Optional<String>> failures = new EnumMap<>(Repository.class);
    private final List<String> document = Document.INTEGRATE.table("clients");
    private final ClientTable table = new ClientTable(document);

    @TestFactory
    Stream<DynamicTest> clients() throws IOException {
        Files.createDirectories(DIRECTORY);
        proxy.leadTo(world.node().url());
        return Stream.concat(
                Programs.ALL.stream()
                        .map(program ->
                                dynamicTest(program.name() + ", " + program.settings(), () -> goThrough(program))),
                Stream.of(dynamicTest("the table of integrate.md", this::compare)));
    }

    private void compare() throws IOException {
        String right = String.join("\n", table.rows());
        Files.writeString(DIRECTORY.resolve("clients.md"), right + "\n");

        assertEquals(right, String.join("\n", document));
    }

    private void goThrough(Program program) throws Exception {
        requireInstalled(program);
        int port = freePort();
        String url = "http://localhost:" + port;
        Registration client = register(program, url);
        Map<String, String> environment = Map.of(
                "PORT", Integer.toString(port),
                "ISSUER", proxy.url(),
                "CLIENT_ID", Long.toString(client.id()),
                "CLIENT_SECRET", client.secret().text(),
                "REDIRECT_URI", url + program.callback());
        Path log = DIRECTORY.resolve(client.id() + ".log");
        Person person = new Person(world.mailbox(), url + program.begin(), "person" + client.id() + "@example.com");
        try (RunningProgram running = RunningProgram.start(program, environment, log)) {
            Page last = person.validates();
            assertTrue(last.status() == 200 && last.html().contains(person.address()), () -> told(last, running));
            String givenUp = error(person.givesUp(), running, RETURNED);
            clients.rotateSecret(client.id(), Optional.empty());
            clients.dropOldSecret(client.id());
            Page refused = person.validates();
            assertFalse(refused.html().contains(person.address()), () -> told(refused, running));
            String wrongSecret = error(refused, running, WRONG_SECRET);
            table.add(program, givenUp + " | " + wrongSecret);
        }
    }

    private Registration register(Program program, String url) {
        Client client =
                Client.fresh("Sample Shop", List.of(url + program.callback())).startingDirectly(program.direct());
        return clients.add(client, Instances.NONE, Optional.empty());
    }

    private static String told(Page last, RunningProgram running) {
        return last + "\n" + running.printed();
    }

    /** Returns a cell that says how a client reports an error, which has one of these names: on the page, or else in its log. */
    private static String error(Page page, RunningProgram running, List<String> names) {
        String status = page.status() < 400 ? "its own page" : "status " + page.status();
        return found(names, page.html())
                .or(() -> found(names, running.printed()).map(name -> name + " in its log"))
                .orElse(status);
    }

    private static Optional<String> found(List<String> names, String text) {
        return names.stream().filter(text::contains).findFirst().map(name -> "`" + name + "`");
    }

    private void requireInstalled(Program program) {
        Optional<String> missing = failures.computeIfAbsent(program.repository(), Repository::install)
                .or(() -> program.repository().missing(program));
        missing.ifPresent(reason -> {
            if (promised(program)) {
                throw new AssertionError(reason);
            }
            table.skip(program);
            abort(program.part() + ": " + reason);
        });
    }

    /** Returns true if a program must be there: where Maven is, or where {@code .ci/run} has installed what it needs. */
    private static boolean promised(Program program) {
        boolean without = WITHOUT.contains(program.repository().name().toLowerCase(Locale.ROOT))
                || Stream.of(program.part().split(" ")).anyMatch(WITHOUT::contains);
        return program.repository() == Repository.MAVEN || CI && !without;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
