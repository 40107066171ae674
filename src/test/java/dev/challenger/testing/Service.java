package dev.challenger.testing;

import dev.challenger.Challenger;
import dev.challenger.Wiring;
import dev.challenger.client.Clients.Registration;
import dev.challenger.launch.WebServer;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.component.LifeCycle;

/** One node of the real service: the web application in a real Jetty, on a real database. */
public final class Service implements AutoCloseable {
    /** Where the client of the tests wants people back. */
    public static final String REDIRECT_URI = "http://localhost:9999/callback";

    private final Challenger challenger;
    private final WebServer server;
    private final String url;

    private Service(Challenger challenger) throws Exception {
        this.challenger = challenger;
        this.server = new WebServer(Path.of("webapp").toAbsolutePath(), "127.0.0.1", 0, context -> {
            Wiring.handOver(challenger, context);
            hangUpAtOnce(context);
        });
        server.open();
        this.url = server.start();
    }

    /** Or every test that stops a node waits a second for the connections that its client keeps. */
    private static void hangUpAtOnce(ServletContext context) {
        ServletContextHandler handler = ServletContextHandler.getServletContextHandler(context);
        handler.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                for (Connector connector : handler.getServer().getConnectors()) {
                    ((AbstractConnector) connector).setShutdownIdleTimeout(1);
                }
            }
        });
    }

    /**
     * Starts a node.
     *
     * @param settings beyond those every node of a test has; {@code mail.host} is the loopback address
     */
    public static Service start(DataSource database, InstantSource clock, Map<String, String> settings) {
        try {
            return new Service(Challenger.open(settings(settings), database, clock));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts a node that has a pool of its own for the database, and the time of the system.
     *
     * @param settings beyond those every node of a test has
     */
    public static Service start(TestDatabase database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("db.url", database.jdbcUrl(), "db.user", database.user(), "db.password", database.password()));
        all.putAll(settings);
        try {
            return new Service(Challenger.open(settings(all)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of a node, as the environment would give them. */
    public static Settings settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "http.base-url", "http://localhost:8080",
                "mail.host", "127.0.0.1",
                "mail.port", "9",
                "mail.security", "none",
                "mail.from", "Challenger <challenger@example.com>",
                // For a machine that is busy; what must time out has its own.
                "mail.timeout", "PT30S",
                // Tests share nodes; those of budgets have their own.
                "budget.destination", "1000000/P1D",
                "db.url", "jdbc:mariadb://127.0.0.1/unused",
                "key.file", newFile("keys")));
        settings.putAll(more);
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) -> environment.put(
                "CHALLENGER_" + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), value));
        return new SettingsLoader(environment, name -> Optional.empty()).load(Optional.empty(), Map.of());
    }

    /** The path of a file that does not exist yet, deleted when the JVM ends. */
    public static String newFile(String name) {
        try {
            Path directory = Files.createTempDirectory("challenger-test");
            Path file = directory.resolve(name);
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens: scheme, host and port. */
    public String url() {
        return url;
    }

    public Challenger challenger() {
        return challenger;
    }

    /** Registers a client that wants people back at {@link #REDIRECT_URI}. */
    public TestClient client() {
        return client(false);
    }

    /** Registers a client that wants people back at {@link #REDIRECT_URI}, and requires PKCE or not. */
    public TestClient client(boolean requirePkce) {
        Registration registration =
                challenger.clients().add(REDIRECT_URI, "Sample Shop", requirePkce, Optional.empty());
        return new TestClient(
                new Http(url), registration.id(), registration.secret().text());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
