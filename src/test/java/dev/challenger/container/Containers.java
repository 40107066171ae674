package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.documents.Document;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.DatabaseSwitch;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.War;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proves that the WAR works in the containers of operate.md, configured by its examples: without a database at its start, the
 * whole flow, and deployed again without a leak. Run by {@code mvn -Pcontainers verify}, which unpacks the containers.
 */
@TestInstance(Lifecycle.PER_CLASS)
class Containers {
    private static final String NAME = "challenger";
    private static final String TYPE = "dev.challenger.Challenger";

    private final List<String> rows = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void theWarWorks(Container container, @TempDir Path directory) throws IOException {
        try (World world = Walk.installation();
                DatabaseSwitch database = new DatabaseSwitch(world.database());
                Server server = new Server(
                        container,
                        directory,
                        text -> real(text, world, database, directory),
                        Map.of(),
                        NAME,
                        War.file())) {
            String url = server.url(NAME);
            server.awaitStatus(url + "/config", 200);
            heals(server, new Http(url), database);
            new Walk(world, url).through();
            new Walk(world, url).confirmed();
            new Walk(world, url).hidden();

            String left = again(container, server, world, directory);

            rows.add("| %s | %s | passed | passed | passed | %s |"
                    .formatted(container.title(), container.version(), left));
        }
    }

    /** Replaces the values of the examples. */
    private static String real(String example, World world, DatabaseSwitch database, Path directory) {
        return example.replaceAll(
                        "(user[a-z-]*\\W{1,3})challenger\\b",
                        "$1" + world.database().user())
                .replace("…", world.database().password())
                .replace("jdbc:mariadb://localhost/challenger", database.jdbcUrl())
                .replace("/etc/challenger.properties", settings(world, directory));
    }

    private static String settings(World world, Path directory) {
        try {
            return Files.writeString(
                            directory.resolve("challenger.properties"),
                            world.settings().entrySet().stream()
                                    .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                                    .collect(Collectors.joining()))
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void heals(Server server, Http http, DatabaseSwitch database) {
        Answer refused = http.post("/setup/1", "", "Authorization", "Bearer x");
        assertEquals(503, refused.status(), refused.body());
        assertEquals("5", refused.header("Retry-After"));

        database.on();

        server.await(
                "it has healed",
                () -> http.post("/setup/1", "", "Authorization", "Bearer x").status() == 404);
    }

    /** Deploys the WAR again, and removes it. Returns what is left. */
    private static String again(Container container, Server server, World world, Path directory) {
        String url = server.url(NAME);
        assertEquals(1, server.objects(TYPE));
        for (int i = 0; i < 2; i++) {
            Set<String> before = server.loaders(TYPE);
            server.deploy(NAME, War.file());
            // Jetty starts the new application before it ends the old one.
            server.await(
                    "the new application has replaced the old one",
                    () -> !before.containsAll(server.loaders(TYPE))
                            && (container != Container.JETTY || server.objects(TYPE) == 1));
            server.awaitStatus(url + "/config", 200);
            new Walk(world, url).through();
        }
        if (server.unpacked()) {
            server.awaitLoaders(TYPE, now -> now.size() == 1);
            return "twice; the old classes are gone";
        }
        server.undeploy(NAME);
        server.awaitStatus(url + "/config", 404);
        server.deploy("forgetful", Forgetful.war(directory));
        server.awaitStatus(server.url("forgetful") + "/index.html", 200);
        // Idle threads of a pool may refer to the application of their last request.
        AtOnce.run(50, i -> Server.status(server.url("forgetful") + "/index.html"));
        server.await("no object is left", () -> server.objects(TYPE) == 0);
        if (container.keepsClasses()) {
            return "twice, and removed; all objects are gone; the container keeps classes of removed applications";
        }
        server.awaitLoaders(TYPE, Set::isEmpty);
        return "twice, and removed; all classes are gone";
    }

    @AfterAll
    void theTableOfTheDocumentIsTrue() throws IOException {
        Files.writeString(Path.of("target/containers.md"), String.join("\n", rows) + "\n");
        List<String> document = Document.OPERATE.table("containers");
        assertEquals(Container.values().length, document.size());
        assertTrue(document.containsAll(rows), () -> "not in operate.md: " + rows);
    }
}
