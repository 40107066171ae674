package dev.challenger.testing;

import dev.challenger.Challenger;
import dev.challenger.client.Instances;
import dev.challenger.transmission.MailTransmitter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything around the service in a test: an empty schema, a mailbox, a key file, a clock that stands still, settings,
 * and the nodes that the test starts. All of it ends with the world. With JUnit:
 *
 * <pre>{@code @AutoClose
 * private final World world = World.with("limit.attempts", "5");
 *
 * private final TestClient client = world.node().client();}</pre>
 *
 * <p>A test of several nodes calls {@link #nodes} or {@link #another}. A test of a command, a container or a process starts
 * no node here: it takes the {@link #settings} of an installation.
 */
public final class World implements AutoCloseable {
    private final TestDatabase database;
    private final Mailbox mailbox;
    private final TestClock clock = new TestClock();
    private final Map<String, String> settings = new HashMap<>(TestSettings.DEFAULTS);
    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private @Nullable Node first;

    private World(TestDatabase database, Map<String, String> settings) {
        this.database = keep(database);
        this.mailbox = keep(new Mailbox());
        this.settings.put("key.file", TestKeys.newFile());
        this.settings.put("mail.port", Integer.toString(mailbox.port()));
        this.settings.putAll(settings);
    }

    /** Makes a world whose nodes have these settings: keys and values take turns. */
    public static World with(String... keysAndValues) {
        return with(TestSettings.of(keysAndValues));
    }

    /** Makes a world whose nodes have these settings, by key. */
    public static World with(Map<String, String> settings) {
        return new World(TestDatabase.fresh(), settings);
    }

    /** Makes a world whose schema is in a database server that the test may stop. */
    public static World in(DatabaseServer server, String... keysAndValues) {
        return new World(server.fresh(), TestSettings.of(keysAndValues));
    }

    /** Makes a world in a schema that the test has made. The world drops it. */
    public static World in(TestDatabase database, String... keysAndValues) {
        return new World(database, TestSettings.of(keysAndValues));
    }

    public TestDatabase database() {
        return database;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public TestClock clock() {
        return clock;
    }

    /** Returns the file of the keys that all nodes have, unless a test says otherwise. */
    public Path keyFile() {
        return Path.of(settings.get("key.file"));
    }

    /** Returns the first node. The first call starts it. */
    public synchronized Node node() {
        if (first == null) {
            first = another();
        }
        return first;
    }

    /** Returns this number of nodes, of which the first is {@link #node}. */
    public List<Node> nodes(int count) {
        List<Node> all = new ArrayList<>(List.of(node()));
        while (all.size() < count) {
            all.add(another());
        }
        return all;
    }

    /** Starts another node on the same schema. Its settings differ by these keys and values, which take turns. */
    public Node another(String... keysAndValues) {
        return another(TestSettings.of(keysAndValues));
    }

    /** Starts another node on the same schema, whose settings differ by these. */
    public Node another(Map<String, String> different) {
        return keep(Node.on(database.dataSource(), clock, settings(different)));
    }

    /** Starts another node on the same schema, whose web application is this directory. */
    public Node another(Path webapp) {
        return keep(Node.on(database.dataSource(), clock, settings, webapp));
    }

    /** Starts another node that takes its connections from this data source, as from a container, and its time from this clock. */
    public Node on(DataSource source, InstantSource time) {
        return keep(Node.on(source, time, settings));
    }

    /** Starts another node that has a connection pool of its own and lives in real time, as an operator's does. */
    public Node pooled(String... keysAndValues) {
        return keep(Node.pooled(installed(keysAndValues)));
    }

    /** Starts a node whose database may be away, and that takes its connections from this data source. */
    public Node waitingOn(DataSource source) {
        return keep(Node.waiting(source, settings));
    }

    /** Starts a node whose database may be away, and that has a connection pool of its own. */
    public Node waiting(String... keysAndValues) {
        return keep(Node.waiting(installed(keysAndValues)));
    }

    /** Closes a part of the test together with the world, before the parts that were added earlier. */
    public <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Returns a sender that hands messages to the mail server at this port. */
    public MailTransmitter sender(int port) {
        String mailPort = Integer.toString(port);
        return new MailTransmitter(
                TestSettings.load(Map.of("mail.port", mailPort))
                        .sending()
                        .mail()
                        .orElseThrow(),
                clock,
                new SecureRandom());
    }

    /** Returns the settings of an installation whose database comes from elsewhere, by key. */
    public Map<String, String> settings(String... keysAndValues) {
        return settings(TestSettings.of(keysAndValues));
    }

    private Map<String, String> settings(Map<String, String> different) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(different);
        return all;
    }

    /** Returns the settings of an installation that opens its own connections to the database, by key. */
    public Map<String, String> installed(String... keysAndValues) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(database.settings());
        all.putAll(TestSettings.of(keysAndValues));
        return all;
    }

    /** Registers a client of the service at a URL as the command line does: without a node. */
    public TestClient client(String url) {
        return client(url, Instances.NONE);
    }

    /** Registers a backend that may speak for these instances, as {@link #client}. */
    public TestClient client(String url, Instances instances) {
        try (Challenger challenger =
                Challenger.open(TestSettings.load(settings), database.dataSource(), InstantSource.system())) {
            return Node.register(challenger, false, instances, url);
        }
    }

    /** Closes everything in the reverse order of its start. May be called again. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Unchecked.run(parts.pop()::close);
        }
    }
}
