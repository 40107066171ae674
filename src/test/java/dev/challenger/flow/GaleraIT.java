package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.challenger.documents.Document;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.GaleraCluster;
import dev.challenger.testing.Guesses;
import dev.challenger.testing.HaProxy;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.War;
import dev.challenger.testing.War.Running;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that nodes on a Galera cluster, each with a database server of its own, keep every promise: what one has answered the
 * others know, no bound is passed, and nothing acknowledged is lost while servers and nodes are killed.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GaleraIT {
    private static final Pattern LISTENING = Pattern.compile("Listening on (http://\\S+) ");
    private static final int THREADS = 24;

    @TempDir
    private static Path directory;

    private GaleraCluster cluster;
    private World world;

    /**
     * The same client at a node with its own pool, at one with connections of a container, at one in its own process, and, if
     * HAProxy is installed, at one that reaches the servers by it.
     */
    private List<TestClient> nodes;

    private War war;
    private Running process;

    @BeforeAll
    void start() {
        assumeTrue(
                GaleraCluster.isInstalled(),
                "Nothing is known about Galera: install mariadb-server, galera-4 and rsync of Debian");
        cluster = GaleraCluster.launch();
        TestDatabase database = cluster.fresh();
        world = World.in(database, "budget.destination", "10/P1D");
        Node pooled = world.pooled();
        Node container = world.on(database.dataSource(cluster.jdbcUrl(database, 1)), InstantSource.system());
        Map<String, String> settings =
                new HashMap<>(world.installed("db.url", cluster.jdbcUrl(database, 2), "http.port", "0"));
        war = new War(directory, settings);
        process = war.start("", "serve");
        settings.put("http.port", url().replaceFirst(".*:", ""));
        TestClient client = pooled.client();
        nodes = new ArrayList<>(
                List.of(client, client.at(container), new TestClient(new Http(url()), client.id(), client.secret())));
        if (HaProxy.isInstalled()) {
            nodes.add(client.at(world.pooled("db.url", cluster.jdbcUrl(database, proxied()))));
        } else {
            System.err.println("WARNING: nothing is known about HAProxy: install haproxy of Debian");
        }
    }

    /** Starts the proxy as the document configures it, and returns its address. It prefers the server that is killed. */
    private String proxied() {
        int port = DatabaseServer.freePort();
        String address = "127.0.0.1:" + port;
        String configuration = Document.OPERATE
                .block("Several nodes", "haproxy")
                .replace("127.0.0.1:3307", address)
                .replace("db1.example.com:3306", cluster.address(1))
                .replace("db2.example.com:3306", cluster.address(2))
                .replace("db3.example.com:3306", cluster.address(0));
        world.keep(HaProxy.start(configuration, port));
        return address;
    }

    private String url() {
        Waiting.until(
                "the process serves",
                () -> LISTENING.matcher(process.err()).find()
                        || !process.process().isAlive());
        Matcher line = LISTENING.matcher(process.err());
        assertTrue(line.find(), process.err());
        return line.group(1);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            process.process().destroyForcibly().onExit().join();
            world.close();
            cluster.close();
        }
    }

    private TestClient at(int number) {
        return nodes.get(number % nodes.size());
    }

    /** Reads at another server would be stale for a moment, and the code just given out would be unknown. */
    @Test
    void whatOneNodeHasAnsweredTheOthersKnowAtOnce() {
        Ledger ledger = new Ledger(nodes, world.mailbox());

        AtOnce.run(6, thread -> {
            for (int i = 0; i < 12; i++) {
                ledger.flow();
            }
            return thread;
        });

        assertEquals(List.of(), ledger.contradictions());
        assertEquals(0, ledger.unavailable());
        assertEquals(72, ledger.complete());
    }

    @Test
    void ordersAndBudgetsOfAllNodesAtOnceAreCountedOnce() {
        int before = world.mailbox().messages().size();
        List<String> nonces = AtOnce.run(48, i -> at(i).setup());

        List<Integer> statuses = AtOnce.run(
                THREADS, i -> at(i).challenge(nonces.get(i), TestClient.ADDRESS).status());

        assertEquals(10, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
        assertEquals(14, statuses.stream().filter(status -> status == 429).count(), statuses.toString());
        assertEquals(10, world.mailbox().messages().size() - before);
    }

    @Test
    void exactlyThreeGuessesAtATanAreCompared() {
        Guesses guesses = new Guesses(world.database(), "validation");
        String nonce = at(0).setup();
        at(1).authorize(nonce);
        at(2).challenge(nonce, "guessed@example.com");
        String tan = world.mailbox().newestTan("guessed@example.com");

        List<Answer> answers = AtOnce.run(THREADS, i -> at(i).solve(nonce, Guesses.wrong(tan, i)));

        assertEquals(
                THREADS,
                answers.stream().filter(answer -> answer.status() == 403).count());
        assertEquals(3, guesses.compared());
        assertEquals(403, at(1).solve(nonce, tan).status());
    }

    @Test
    void nothingAcknowledgedIsLostWhileAServerAndANodeAreKilledAndComeBack() {
        Ledger ledger = new Ledger(nodes, world.mailbox());
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> load = IntStream.range(0, 6)
                .mapToObj(i -> new Thread(() -> {
                    while (!enough.get()) {
                        ledger.flow();
                    }
                }))
                .toList();
        load.forEach(Thread::start);

        try {
            awaitMore(ledger);
            cluster.kill(1);
            awaitMore(ledger);
            cluster.start(1);
            awaitMore(ledger);
            process.process().destroyForcibly().onExit().join();
            awaitMore(ledger);
            process = war.start("", "serve");
            url();
            awaitMore(ledger);
        } finally {
            enough.set(true);
            load.forEach(GaleraIT::join);
        }

        nodes.forEach(node -> Waiting.until(
                "the node works", () -> node.authorize("0".repeat(52)).status() == 404));
        ledger.audit();
        assertEquals(List.of(), new ArrayList<>(ledger.contradictions()));
        assertTrue(ledger.unavailable() > 0);
    }

    /** Waits until some flows have ended that may have begun in the new state of things. */
    private static void awaitMore(Ledger ledger) {
        long before = ledger.complete();
        Waiting.until("more flows are complete", () -> ledger.complete() > before + 6);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
