package dev.challenger.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http;
import dev.challenger.testing.Sql;
import dev.challenger.testing.Tether;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Proves that an application of Spring Boot embeds the filter with no more than {@code embed.md} shows: in Boot's Tomcat, behind
 * Spring Security, beside Boot's own Flyway, and from the executable jar.
 */
class SpringBootProject {
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private static final Pattern BANNER = Pattern.compile(":: Spring Boot ::\\s+\\(v([^)]+)\\)");

    @AutoClose
    private final World world = World.with();

    /** A process of the application. */
    private record Shop(Process process, Tether tether, Path log) implements AutoCloseable {
        Http http() {
            Waiting.until("the application has started", () -> !process.isAlive() || port().find());
            Matcher port = port();
            assertTrue(port.find(), this::text);
            return new Http("http://127.0.0.1:" + port.group(1));
        }

        String version() {
            Matcher banner = BANNER.matcher(text());
            assertTrue(banner.find(), this::text);
            return banner.group(1);
        }

        private Matcher port() {
            return STARTED.matcher(text());
        }

        String text() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            tether.close();
            process.destroy();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        }
    }

    private Shop start(ForeignProject project, String log) throws IOException {
        Path file = project.directory().resolveSibling(log);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        project.directory().resolve("target/shop-1.jar").toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--shop.key-file=" + world.keyFile(),
                        "--shop.mail.port=" + world.mailbox().port(),
                        "--spring.datasource.url=" + world.database().jdbcUrl(),
                        "--spring.datasource.username=" + world.database().user(),
                        "--spring.datasource.password=" + world.database().password(),
                        "--spring.security.user.name=alice",
                        "--spring.security.user.password=secret")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        return new Shop(process, Tether.to(process.pid()), file);
    }

    @Test
    void anApplicationHasPayoutsConfirmedAndKeepsItsOwnMigrations() throws Exception {
        ForeignProject project = ForeignProject.build("spring-boot");
        assertEquals(List.of(), project.broughtAlong());

        String id;
        try (Shop shop = start(project, "first.log")) {
            ShopWalk walk = new ShopWalk(shop.http(), world.mailbox());
            walk.through();
            id = walk.begin();
        }
        List<Map<String, @Nullable Object>> history = history();
        assertEquals(
                List.of("V1__payouts.sql"),
                history.stream().map(note -> note.get("script")).toList());
        try (Shop shop = start(project, "second.log")) {
            ShopWalk walk = new ShopWalk(shop.http(), world.mailbox());
            walk.end(id);
            assertEquals(2, walk.payouts());
            assertEquals(history, history());
            ShopWalk.assertListed("Spring Boot", shop.version(), "restarted");
        }
    }

    /** Returns what Boot's own Flyway has noted. */
    private List<Map<String, @Nullable Object>> history() {
        return new Sql(world.database()).rows("SELECT * FROM flyway_schema_history");
    }
}
