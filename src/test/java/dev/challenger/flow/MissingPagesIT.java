package dev.challenger.flow;

import static dev.challenger.testing.Backend.offered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a person for whom a page is missing gets 406 before anything is stored or sent. Programs notice nothing. */
class MissingPagesIT {
    @AutoClose
    private final World world = World.with();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @TempDir
    Path webapp;

    private final TestClient intact = world.node().client();
    private final Backend backend = Backend.of(world.node(), "shop");

    /** Starts a node without a page, or with a malformed one. */
    private Node without(String page, boolean malformed) throws IOException {
        Path original = Path.of("webapp");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = webapp.resolve(original.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path missing = webapp.resolve("WEB-INF/pages").resolve(page + ".ftlh");
        Files.delete(missing);
        if (malformed) {
            Files.writeString(missing, "<#if");
        }
        return world.another(webapp);
    }

    private List<?> rows() {
        Sql sql = new Sql(world.database());
        return Stream.of(
                        "SELECT COUNT(*), SUM(version) FROM validation",
                        "SELECT COUNT(*), SUM(version) FROM tan_challenge",
                        "SELECT COUNT(*), SUM(used) FROM budget")
                .map(sql::rows)
                .toList();
    }

    private static void assertRefused(String page, Answer answer) {
        assertEquals(406, answer.status(), answer.body());
        assertEquals(74, answer.code(), answer.body());
        assertEquals(page, answer.json().path("detail").asText());
    }

    private void assertNothingHappens(String page, Node node) {
        TestClient client = intact.at(node);
        String begun = client.setup();
        String sent = client.challenged();
        String challenge = offered(backend.demand(Backend.login())).get(0);
        int messages = world.mailbox().messages().size();
        List<?> before = rows();

        Map<String, String> address = Map.of("CONTACT_EMAIL", TestClient.ADDRESS);
        String tan = world.mailbox().newestTan();
        if (!page.startsWith("confirm")) {
            assertRefused(page, client.browse(begun));
            assertRefused(page, client.challengeByPage(begun, address));
            assertRefused(page, client.challengeByPage(sent, address));
            assertRefused(page, client.http().get("/challenge/" + sent, "Accept", Http.BROWSER));
            assertRefused(page, client.http().get("/solve/" + sent, "Accept", Http.BROWSER));
            assertRefused(page, client.http().postForm("/solve/" + sent, Map.of("pin", tan), "Accept", Http.BROWSER));
        }
        if (!List.of("address", "tan", "done").contains(page)) {
            for (String path : List.of("/challenge/" + challenge, "/instances/shop/challenge/" + challenge)) {
                assertRefused(page, client.http().get(path, "Accept", Http.BROWSER));
                assertRefused(page, client.http().postForm(path, Map.of(), "Accept", Http.BROWSER));
                assertRefused(
                        page, client.http().postForm(path + "/confirm", Map.of("tan", tan), "Accept", Http.BROWSER));
            }
        }

        assertEquals(before, rows());
        assertEquals(messages, world.mailbox().messages().size());
        assertEquals(200, client.solve(sent, tan).status());
        Answer program = client.http()
                .post("/challenge/" + challenge, "{}", "Content-Type", "application/json", "Accept", Http.BROWSER);
        assertEquals(200, program.status(), program.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "tan", "done", "confirmation", "confirmed", "error", "layout"})
    void withoutAPageNothingIsStoredOrSent(String page) throws IOException {
        assertNothingHappens(page, without(page, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "confirmation", "error", "layout"})
    void withAMalformedPageNothingIsStoredOrSent(String page) throws IOException {
        assertNothingHappens(page, without(page, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "layout"})
    void withoutAnyPageTheNodeIsNotReady(String page) throws IOException {
        Answer health = new Http(without(page, true).url()).get("/health");

        assertEquals(503, health.status());
        assertTrue(health.body().contains("{\"name\":\"pages\",\"status\":\"DOWN\"}"), health.body());
    }

    @Test
    void otherPagesAreShownAndTheFaultIsLoggedOnce() throws IOException {
        Http http = new Http(without("root", false).url());

        assertRefused("root", http.get("/", "Accept", Http.BROWSER));
        assertRefused("root", http.get("/", "Accept", Http.BROWSER));

        assertEquals(200, http.get("/").status());
        Answer unknown = http.get("/nothing", "Accept", Http.BROWSER);
        assertEquals(404, unknown.status());
        assertTrue(unknown.header("Content-Type").startsWith("text/html"));
        assertEquals(
                1,
                log.ours().stream().filter(line -> line.contains("root.ftlh")).count(),
                () -> log.ours().toString());
        assertFalse(
                log.ours().stream().anyMatch(line -> line.contains("Exception")),
                () -> log.ours().toString());
    }

    @Test
    void aRefusalWithoutItsPageIsNotAcceptableEither() throws IOException {
        Http http = new Http(without("error", false).url());

        assertRefused("error", http.get("/nothing", "Accept", Http.BROWSER));
        assertEquals(404, http.get("/nothing").status());
    }
}
