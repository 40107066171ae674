package dev.challenger.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.db.Database;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.DatabaseSwitch;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that the statistics of all nodes add up to their audit logs, survive a database that is away, and name no person. */
class StatisticsIT {
    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final World world = World.with("budget.destination", "3/P1D", "budget.network", "1000/PT1H");

    private final Sql sql = new Sql(world.database());

    /** Returns counts by event, channel and client, as the lines of the audit log have them. */
    private Map<String, Long> audited() {
        return log.audit().stream()
                .map(line -> Json.readObject(line.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.groupingBy(StatisticsIT::key, TreeMap::new, Collectors.counting()));
    }

    private static String key(JsonNode line) {
        return line.path("event").asText() + " email " + line.path("client").asText();
    }

    /** Returns counts by name, channel and subject. */
    private Map<String, Long> counted(Kind kind) {
        return sql
                .rows("SELECT name, channel, subject, SUM(total) AS total FROM statistic WHERE kind = '" + kind
                        + "' GROUP BY name, channel, subject")
                .stream()
                .collect(Collectors.toMap(
                        row -> row.get("name") + " " + row.get("channel") + " " + row.get("subject"),
                        row -> Long.parseLong(String.valueOf(row.get("total"))),
                        Long::sum,
                        TreeMap::new));
    }

    private void walk(TestClient client, String person) {
        String nonce = client.setup();
        client.authorize(nonce);
        client.challenge(nonce, person + "@example.com");
        client.solve(nonce, "0000-0000");
        client.challenge(client.setup(), "person@away.example.com");
    }

    @Test
    void theStatisticsOfTwoNodesAddUpToTheirAuditLogs() {
        List<Node> nodes = world.nodes(2);
        TestClient first = nodes.get(0).client();
        List<TestClient> clients =
                List.of(first, first.at(nodes.get(1)), nodes.get(1).client());
        AtOnce.run(9, i -> {
            walk(clients.get(i % 3), "person" + i);
            return i;
        });
        assertEquals(0, counted(Kind.CLIENT).size());
        world.clock().advance(Duration.ofHours(1));
        first.solved(world.mailbox());
        nodes.forEach(Node::close);

        Map<String, Long> counted = counted(Kind.CLIENT);
        counted.keySet().removeIf(name -> name.startsWith(Total.FIRST) || name.startsWith(Total.ENTERED));
        assertEquals(audited(), counted);
        assertEquals(
                3,
                counted(Kind.REFUSAL).size()
                        + counted(Kind.WRONG).size()
                        + counted(Kind.SOLVED_WITHIN).size());
        assertEquals(9L, counted(Kind.WRONG).get("wrong email "));
        assertEquals(Map.of("5000 email ", 1L), counted(Kind.SOLVED_WITHIN));
        assertEquals(
                counted.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("sent "))
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                counted(Kind.HAND_OVER).get("accepted email mail"));
        assertEquals(2, sql.number("SELECT COUNT(DISTINCT hour_at) FROM statistic"));
        assertEquals(
                Map.of(Long.toString(first.id()), 1L),
                new Statistics(new Database(world.database().dataSource()), world.clock())
                        .solvedByClient(world.clock().instant()));
    }

    @Test
    void onlyTheFirstMessageToAnAddressCountsAsSuch() {
        Node node = world.node();
        TestClient client = node.client();
        String nonce = client.challenged();
        world.clock().advance(Duration.ofMinutes(2));
        client.challenge(nonce, TestClient.ADDRESS);
        client.challenge(nonce, "other@example.com");
        node.close();

        Map<String, Long> counted = counted(Kind.CLIENT);
        assertEquals(
                Map.of(),
                new Statistics(new Database(world.database().dataSource()), world.clock())
                        .solvedByClient(world.clock().instant()));
        assertEquals(3L, counted.get("sent email " + client.id()));
        assertEquals(2L, counted.get("first email " + client.id()));
    }

    @Test
    void anAddressThatWasEnteredGotAFirstMessageOrARefusal() {
        Node node = world.node();
        TestClient client = node.client();
        String nonce = client.setup();
        client.challenge(nonce, "");
        client.challenge(nonce, "no address");
        client.challenge(nonce, TestClient.ADDRESS);
        client.challenge(nonce, TestClient.ADDRESS);
        client.challenge(nonce, "other@example.com");
        world.clock().advance(Duration.ofMinutes(2));
        client.challenge(nonce, "other@example.com");
        client.challenge(nonce, "third@example.com");
        client.challenge(nonce, "fourth@example.com");
        world.mailbox().close();
        client.challenge(client.setup(), "fifth@example.com");
        node.close();

        Map<String, Long> counted = counted(Kind.CLIENT);
        assertEquals(6L, counted.get("entered email " + client.id()));
        assertEquals(3L, counted.get("first email " + client.id()));
        assertEquals(4L, counted.get("sent email " + client.id()));
        assertEquals(
                Map.of(
                        "address-malformed email ", 1L,
                        "limit-addresses email ", 1L,
                        "hand-over-fault email ", 1L),
                counted(Kind.REFUSAL));
    }

    @Test
    void aDomainIsNamedOnceItHasManyAddresses() {
        Node node = world.node();
        TestClient client = node.client();
        for (int i = 1; i <= 7; i++) {
            client.challenge(client.setup(), "person" + i + "@example.com");
            client.challenge(client.setup(), i % 2 + "@family.example.net");
        }
        node.close();

        assertEquals(3L, counted(Kind.AREA).get("first email example.com"));
        assertEquals(
                11L,
                counted(Kind.AREA).getOrDefault("sent email other", 0L)
                        + counted(Kind.AREA).getOrDefault("refused email other", 0L));
        String all = sql.rows("SELECT * FROM statistic").toString();
        for (String person : List.of("family", "person", "@", client.secret(), "127.0.0")) {
            assertFalse(all.contains(person), all);
        }
    }

    @Test
    void countsWaitForADatabaseThatIsAway() {
        Database database;
        Statistics statistics;
        world.node();
        try (DatabaseSwitch between = new DatabaseSwitch(world.database())) {
            database = new Database(world.database().dataSource(between.jdbcUrl()));
            statistics = new Statistics(database, world.clock());
            statistics.handedOver("email", "mail", "accepted", Duration.ofMillis(30));
            assertThrows(Problem.class, statistics::write);
            statistics.handedOver("email", "mail", "accepted", Duration.ofMillis(30));
            assertThrows(Problem.class, statistics::write);
            between.on();
            statistics.write();
            statistics.write();
        }

        assertEquals(Map.of("accepted email mail", 2L), counted(Kind.HAND_OVER));
        assertEquals(Map.of("50 email mail", 2L), counted(Kind.HANDED_OVER_WITHIN));
    }

    @Test
    void countsAreKeptFor400DaysAndSummedByTheHour() {
        Statistics statistics = new Statistics(new Database(world.database().dataSource()), world.clock());
        world.node();
        Instant now = world.clock().instant();
        for (long days : List.of(401L, 399L, 0L)) {
            sql.run("INSERT INTO statistic (hour_at, kind, channel, name, subject, total) VALUES ("
                    + now.minus(Duration.ofDays(days)).toEpochMilli() + ", 'client', 'email', 'sent', '1', " + days
                    + ")");
        }

        world.node().challenger().housekeeping().purge();

        assertEquals(2, sql.number("SELECT COUNT(*) FROM statistic"));
        assertEquals(
                List.of(new Total(now.minus(Duration.ofDays(400)), Kind.CLIENT, "email", "sent", "1", 399)),
                statistics.sums(now.minus(Duration.ofDays(400)), now.plusMillis(1)));
        assertTrue(statistics.sums(now.plusMillis(1), now.plusMillis(2)).isEmpty());
    }
}
