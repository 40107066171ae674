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
    private static final Optional<String> CI = Optional.ofNullable(System.getenv("CI"));

    /** The error code of the protocol for a wrong secret at {@code /setup}, which is no endpoint of OAuth. */
    private static final String UNKNOWN_CLIENT = Integer.toString(ErrorCode.CHALLENGER_GENERIC_CLIENT_UNKNOWN.number());

    /** The packages that {@code .ci/run} could not install. */
    private static final String WITHOUT =
            Optional.ofNullable(System.getenv("CLIENTS_WITHOUT")).orElse("");

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
            String givenUp = error(person.givesUp(), "access_denied");
            clients.rotateSecret(client.id(), Optional.empty());
            clients.dropOldSecret(client.id());
            Page refused = person.validates();
            assertFalse(refused.html().contains(person.address()), () -> told(refused, running));
            String wrongSecret = error(refused, "invalid_client", UNKNOWN_CLIENT);
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

    /** Returns a cell that says how a page of a client reports an error, which has one of these names. */
    private static String error(Page page, String... names) {
        return Stream.of(names)
                .filter(page.html()::contains)
                .findFirst()
                .map(name -> "`" + name + "`")
                .orElse("status " + page.status());
    }

    private void requireInstalled(Program program) {
        Optional<String> missing = failures.computeIfAbsent(program.repository(), Repository::install)
                .or(() -> program.repository().missing(program));
        missing.ifPresent(reason -> {
            boolean promised =
                    CI.isPresent() && Stream.of(program.part().split(" ")).noneMatch(WITHOUT::contains);
            if (promised || program.repository() == Repository.MAVEN) {
                throw new AssertionError(reason);
            }
            table.skip(program);
            abort(program.part() + ": " + reason);
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
