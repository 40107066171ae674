package dev.challenger.testing;

import dev.challenger.Challenger;
import dev.challenger.Wiring;
import dev.challenger.client.Client;
import dev.challenger.client.ClientUpdate;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.http.PublicUrl;
import dev.challenger.launch.Listener;
import dev.challenger.launch.WebServer;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A node of the service that runs in this JVM: the whole web application in a real Jetty, on a real database. */
public final class Node implements AutoCloseable {
    private static final Path WEBAPP = Path.of("webapp");
    private static final Listener LISTENER =
            new Listener("127.0.0.1", 0, 0, 1000, new PublicUrl(URI.create("http://localhost")));

    private final Challenger challenger;
    private final WebServer server;
    private final String url;

    private Node(Challenger challenger, Path webapp) throws Exception {
        this.challenger = challenger;
        this.server = new WebServer(webapp.toUri(), LISTENER, context -> {
            Wiring.handOver(challenger, context);
            hangUpAtOnce(context);
        });
        server.open();
        this.url = server.start();
        OpenApi.serves(url + "/");
        challenger.start();
    }

    /** Otherwise every test that stops a node would wait a second for the connections that its client keeps open. */
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
     * Starts a node on a data source, as in a container that has one.
     *
     * @param settings by key, beyond those of {@link TestSettings#DEFAULTS}
     */
    static Node on(DataSource database, InstantSource clock, Map<String, String> settings) {
        return on(database, clock, settings, WEBAPP);
    }

    /** Starts a node whose web application was changed by its operator. */
    static Node on(DataSource database, InstantSource clock, Map<String, String> settings, Path webapp) {
        return Unchecked.call(() -> new Node(Challenger.open(TestSettings.load(settings), database, clock), webapp));
    }

    /**
     * Starts a node that has a connection pool of its own and the system's time.
     *
     * @param settings by key, with {@code db.url}, beyond those of {@link TestSettings#DEFAULTS}
     */
    static Node pooled(Map<String, String> settings) {
        return Unchecked.call(() -> new Node(Challenger.open(TestSettings.load(settings)), WEBAPP));
    }

    /** Starts a node on a data source, whose database may be away. */
    static Node waiting(DataSource database, Map<String, String> settings) {
        return Unchecked.call(
                () -> new Node(Challenger.of(TestSettings.load(settings), database, InstantSource.system()), WEBAPP));
    }

    /** Starts a node that has a connection pool of its own, and whose database may be away. */
    static Node waiting(Map<String, String> settings) {
        return Unchecked.call(() -> new Node(Challenger.of(TestSettings.load(settings), () -> {}), WEBAPP));
    }

    /** Returns the scheme, host and port that the node listens on. */
    public String url() {
        return url;
    }

    public Challenger challenger() {
        return challenger;
    }

    /** Registers a client whose redirect URI is {@link TestClient#REDIRECT_URI}. */
    public TestClient client() {
        return client(false);
    }

    /** Registers a client whose redirect URI is {@link TestClient#REDIRECT_URI} and which may have to use PKCE. */
    public TestClient client(boolean requirePkce) {
        return register(challenger, requirePkce, Instances.NONE, url);
    }

    /** Registers a client whose people may begin at {@code /authorize}. */
    public TestClient directClient() {
        TestClient client = client();
        Optional<Boolean> direct = Optional.of(true);
        challenger
                .clients()
                .update(
                        client.id(),
                        new ClientUpdate(
                                Optional.empty(), Optional.empty(), Optional.empty(), direct, Optional.empty()));
        return client;
    }

    /** Registers a client by one node, or without any, and lets it talk to the service at a URL. */
    static TestClient register(Challenger challenger, boolean requirePkce, Instances instances, String url) {
        Registration registration = challenger
                .clients()
                .add(
                        Client.fresh("Sample Shop", List.of(TestClient.REDIRECT_URI))
                                .requiringPkce(requirePkce),
                        instances,
                        Optional.empty());
        return new TestClient(
                new Http(url), registration.id(), registration.secret().text());
    }

    @Override
    public void close() {
        Unchecked.run(server::stop);
        OpenApi.leaves(url + "/");
    }
}
