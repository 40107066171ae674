package dev.challenger.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the metrics count what happens, that only the bearer of the token reads them, and that they tell no secret. */
class MetricsIT {
    static final String TOKEN = "0123456789abcdef";

    @AutoClose
    private final World world = World.with("metrics.token", TOKEN);

    @TempDir
    Path directory;

    static Answer read(Node node, String token) {
        return new Http(node.url()).get("/metrics", "Authorization", "Bearer " + token);
    }

    /** Returns the values of a node's metrics, by their names with labels. */
    private static Samples samples(Node node) {
        Answer answer = read(node, TOKEN);
        assertEquals(200, answer.status());
        assertTrue(answer.header("Content-Type").startsWith("text/plain"), answer.header("Content-Type"));
        return Samples.of(answer.body());
    }

    @Test
    void theFunnelIsCountedByClientAndByDomain() {
        Node node = world.node();
        TestClient client = node.client();
        String nonce = client.challenged();
        assertEquals(403, client.solve(nonce, "0000-0000").status());
        world.clock().advance(Duration.ofSeconds(25));
        assertEquals(200, client.solve(nonce, world.mailbox().newestTan()).status());
        String other = client.setup();
        client.challenge(other, "no address");
        client.challenge(other, "someone@other.example.net");

        Samples samples = samples(node);

        String labels = "channel=\"email\",client=\"" + client.id() + "\"";
        assertEquals(2, samples.value("challenger_events_total{" + labels + ",event=\"setup\",of=\"validations\"}"));
        assertEquals(3, samples.value("challenger_events_total{" + labels + ",event=\"entered\",of=\"validations\"}"));
        assertEquals(2, samples.value("challenger_events_total{" + labels + ",event=\"first\",of=\"validations\"}"));
        assertEquals(2, samples.value("challenger_events_total{" + labels + ",event=\"sent\",of=\"validations\"}"));
        assertEquals(1, samples.value("challenger_refusals_total{channel=\"email\",reason=\"address-malformed\"}"));
        assertEquals(1, samples.value("challenger_events_total{" + labels + ",event=\"wrong\",of=\"validations\"}"));
        assertEquals(1, samples.value("challenger_events_total{" + labels + ",event=\"solved\",of=\"validations\"}"));
        assertEquals(2, samples.value("challenger_area_events_total{area=\"other\",channel=\"email\",event=\"sent\"}"));
        assertEquals(1, samples.value("challenger_wrong_entries_total{channel=\"email\",reason=\"wrong\"}"));
        assertEquals(1, samples.value("challenger_sent_to_solved_seconds_count{channel=\"email\"}"));
        assertEquals(25, samples.value("challenger_sent_to_solved_seconds_sum{channel=\"email\"}"));
        assertEquals(
                2,
                samples.value(
                        "challenger_hand_over_seconds_count{channel=\"email\",outcome=\"accepted\",sender=\"mail\"}"));
        assertEquals(0, samples.value("challenger_sender_circuit_open{channel=\"email\",sender=\"mail\"}"));
        assertEquals(50, samples.value("challenger_sender_free_places{channel=\"email\",sender=\"mail\"}"));
        assertEquals(
                1,
                samples.value(
                        "challenger_http_requests_seconds_count{endpoint=\"solve\",method=\"POST\",status=\"4xx\"}"));
        assertTrue(samples.value("jvm_threads_live_threads") > 1);
    }

    /** One that belongs to a family would tell what one person did. */
    @Test
    void aDomainIsNamedOnceItHasManyAddresses() {
        Node node = world.another();
        TestClient client = node.client();
        for (int i = 1; i <= 6; i++) {
            client.challenge(client.setup(), "person" + i + "@example.com");
            client.challenge(client.setup(), i % 2 + "@family.example.net");
        }

        Samples samples = samples(node);

        assertEquals(
                2,
                samples.value("challenger_area_events_total{area=\"example.com\",channel=\"email\",event=\"first\"}"));
        assertFalse(read(node, TOKEN).body().contains("family"));
    }

    @Test
    void refusalsAreCountedByReason() {
        Node node = world.another("budget.destination", "1/P1D", "mail.port", "9");
        TestClient client = node.client();
        client.challenge(client.setup(), TestClient.ADDRESS);
        Node strict = world.another("budget.client", "1/P1D");
        TestClient bounded = strict.client();
        bounded.challenged();
        assertEquals(
                429, bounded.challenge(bounded.setup(), "other@example.com").status());

        assertEquals(1, samples(node).value("challenger_refusals_total{channel=\"email\",reason=\"hand-over-fault\"}"));
        assertEquals(1, samples(strict).value("challenger_refusals_total{channel=\"email\",reason=\"budget-client\"}"));
    }

    @Test
    void noLabelTellsAnAddressASecretOrANonce() {
        Node node = world.node();
        TestClient client = node.client();
        String nonce = client.challenged();
        client.solve(nonce, world.mailbox().newestTan());
        new Http(node.url()).get("/authorize/" + nonce);
        new Http(node.url()).get("/nothing/" + nonce);

        String text = read(node, TOKEN).body();

        for (String secret : List.of(
                "person", "@", nonce, client.secret(), TOKEN, world.mailbox().newestTan())) {
            assertFalse(text.contains(secret), secret);
        }
    }

    @Test
    void testAddressesDoNotCount() {
        Node node = world.another("test.addresses", "walk@example.com=40718265", "test.until", "2026-12-31");
        TestClient client = node.client();
        assertEquals(200, client.challenge(client.setup(), "walk@example.com").status());

        String text = read(node, TOKEN).body();

        assertTrue(text.contains("event=\"setup\""), text);
        assertFalse(text.contains("event=\"sent\""), text);
    }

    @Test
    void theOwnPoolIsMeasured() {
        Node node = world.pooled("db.pool.max", "7");
        node.client().challenged();

        Samples samples = samples(node);

        double active = samples.value("challenger_pool_connections{state=\"active\"}");
        double idle = samples.value("challenger_pool_connections{state=\"idle\"}");
        assertTrue(active + idle > 0 && active + idle <= 7, active + " and " + idle);
        assertEquals(7, samples.value("challenger_pool_limit_connections"));
        assertEquals(0, samples.value("challenger_pool_waiting_requests"));
    }

    @Test
    void theMetricsAreMBeansWhileTheNodeRuns() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName all = new ObjectName("dev.challenger:*");
        try (World watched = World.with("metrics.jmx", "true")) {
            Node node = watched.node();
            TestClient client = node.client();
            client.challenged();

            ObjectName sent = new ObjectName("dev.challenger:name=challenger.events,service=\"http://localhost:8080\","
                    + "event=\"sent\",channel=\"email\",of=\"validations\",client=\"" + client.id() + "\"");
            assertEquals(1.0, beans.getAttribute(sent, "Count"));
            assertEquals("Count", beans.getMBeanInfo(sent).getAttributes()[0].getName());
            assertEquals(
                    1,
                    beans.getAttributes(sent, new String[] {"Count", "Nothing"}).size());
            assertThrows(AttributeNotFoundException.class, () -> beans.getAttribute(sent, "Nothing"));
            assertTrue(beans.queryNames(all, null).size() > 20);
            Expect.problem(404, 21, read(node, TOKEN));
        }
        assertEquals(Set.of(), beans.queryNames(all, null));
    }

    @Test
    void theBudgetOfTheServiceAndTheBreakerAreRead() {
        Node node = world.another("budget.service", "7/P1D");
        node.client().challenged();
        Node other = world.another("budget.service", "7/P1D");

        Waiting.until(
                "the budget is read",
                () -> samples(other).value("challenger_budget_used_messages{channel=\"email\",of=\"validations\"}")
                        == 1);

        assertEquals(7, samples(other).value("challenger_budget_limit_messages{channel=\"email\",of=\"validations\"}"));
        assertEquals(0, samples(other).value("challenger_breaker_stopped_areas"));
    }

    @Test
    void onlyTheBearerOfTheTokenReads() throws Exception {
        Node node = world.node();
        Http http = new Http(node.url());

        Answer refused = http.get("/metrics");
        Expect.problem(401, 40, refused);
        assertEquals("Bearer", refused.header("WWW-Authenticate"));
        for (String wrong :
                List.of("", "0123456789abcdeF", "0123456789abcdef0", "0123456789abcde", TOKEN + ", " + TOKEN)) {
            Expect.problem(401, 40, read(node, wrong));
        }
        Expect.problem(401, 40, http.get("/metrics", "Authorization", "Basic " + TOKEN));
        Expect.problem(401, 40, http.get("/metrics?token=" + TOKEN));
        Expect.problem(405, 20, http.post("/metrics", "", "Authorization", "Bearer " + TOKEN));

        Path file = Files.writeString(directory.resolve("token"), TOKEN + TOKEN + "\n");
        try (World filed = World.with("metrics.token-file", file.toString())) {
            assertEquals(200, read(filed.node(), TOKEN + TOKEN).status());
            Expect.problem(401, 40, read(filed.node(), TOKEN));
        }
        try (World none = World.with(Map.of())) {
            Expect.problem(404, 21, read(none.node(), TOKEN));
            Expect.problem(404, 21, new Http(none.node().url()).post("/metrics", ""));
        }
    }
}
