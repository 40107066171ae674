package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.documents.Document;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Guesses;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code trace} tells what became of the messages to an address, and nothing that it must not tell. */
class TraceIT {
    private static final String OTHER = "other@example.com";
    private static final String CHAPTER = "The message never arrived";
    private static final String UNPRINTABLE = "(?s).*[\\p{Cc}\\p{Cf}\\u2028&&[^\\n]].*";
    private static final String COMMAND = "java -jar challenger.war ";

    @AutoClose
    private static final World WORLD = World.with("budget.destination", "1000/P1D");

    private static final List<Node> NODES = WORLD.nodes(2);

    private final Sql sql = new Sql(WORLD.database());
    private final TestClient client = NODES.get(0).client();
    private final TestClient atTheOther = client.at(NODES.get(1));
    private final CommandLine cli = new CommandLine(WORLD.installed());

    @BeforeEach
    void deleteAllRows() {
        NODES.forEach(node -> node.challenger().recording().storeEvents());
        sql.run("DELETE FROM validation");
        sql.run("DELETE FROM tan_challenge");
        sql.run("DELETE FROM breaker");
    }

    private static void store() {
        NODES.forEach(node -> node.challenger().recording().storeEvents());
    }

    private int trace(String address, String... more) {
        store();
        String[] args = Stream.concat(Stream.of("trace", "--address-stdin", "--zone", "UTC"), Stream.of(more))
                .toArray(String[]::new);
        return cli.runWithInput(address, args);
    }

    /** Returns what the command printed, without what differs in each run. */
    private String traced(String address, String... more) {
        assertEquals(0, trace(address, more), cli.err());
        return plain(cli.out());
    }

    private static String plain(String out) {
        return out.replaceAll("<[0-9a-f]{32}@example\\.com>", "<ID>")
                .replaceAll("(Validation|challenge) \\d+", "$1 N")
                .replaceAll("client \\d+", "client N")
                .replaceAll("mark [b-w]{12}", "mark M");
    }

    private JsonNode json(String address) throws IOException {
        assertEquals(0, trace(address, "--json"), cli.err());
        assertEquals("", cli.err());
        return new ObjectMapper().readTree(cli.out());
    }

    private static String newestTan() {
        return WORLD.mailbox().newestTan();
    }

    @Test
    void aValidationOverTwoNodesIsToldInItsOrder() {
        WORLD.clock().reset();
        String nonce = client.setup();
        client.authorize(nonce);
        WORLD.clock().advance(Duration.ofSeconds(1));
        client.challenge(nonce, TestClient.ADDRESS);
        WORLD.clock().advance(Duration.ofSeconds(1));
        String tan = newestTan();
        atTheOther.solve(nonce, Guesses.wrong(tan, 1));
        WORLD.clock().advance(Duration.ofSeconds(1));
        String code = TestClient.code(
                client.solve(nonce, tan).json().path("redirect_url").asText());
        WORLD.clock().advance(Duration.ofSeconds(1));
        String token = atTheOther.token(code).json().path("access_token").asText();
        WORLD.clock().advance(Duration.ofSeconds(1));
        client.info(token);

        String told = traced(TestClient.ADDRESS);

        assertEquals("""
                Validation N, ordered by client N (Sample Shop)
                  Address pe…@e…, in the audit log with the mark M
                  2026-11-21 12:00:00 +00:00  The client ordered the validation.
                  2026-11-21 12:00:01 +00:00  The address was entered. A message was handed over to sender mail, with the id <ID>; the answer was: 250 OK.
                  2026-11-21 12:00:02 +00:00  A wrong code was entered; attempts left: 2.
                  2026-11-21 12:00:03 +00:00  The right code was entered.
                  2026-11-21 12:00:04 +00:00  The client exchanged its authorization code for an access token.
                  2026-11-21 12:00:05 +00:00  The client fetched the address.
                  Now: solved.

                """, told);
        assertEquals("challenger: times are those of UTC\n", cli.err());
        for (String secret : List.of(nonce, tan, code, token, TestClient.ADDRESS)) {
            assertFalse(cli.out().contains(secret), cli.out());
            assertEquals(0, sql.number("SELECT COUNT(*) FROM validation WHERE events LIKE '%" + secret + "%'"));
        }
        assertEquals(0, sql.number("SELECT COUNT(*) FROM validation WHERE events LIKE '%127.0.0%'"));
    }

    @Test
    void theDocumentShowsWhatTheCommandPrints() {
        WORLD.clock().reset();
        String nonce = client.setup();
        WORLD.clock().advance(Duration.ofSeconds(1));
        client.challenge(nonce, TestClient.ADDRESS);
        WORLD.clock().advance(Duration.ofSeconds(1));
        client.solve(nonce, Guesses.wrong(newestTan(), 1));

        String told = traced(TestClient.ADDRESS);

        assertEquals(plain(Document.OPERATE.block(CHAPTER, "text")), told.stripTrailing() + "\n");
    }

    @Test
    void theCommandsOfTheDocumentWork() {
        client.challenged();
        store();
        String id = Long.toString(sql.number("SELECT id FROM validation"));

        List<String> commands = Document.OPERATE
                .block(CHAPTER, "sh")
                .lines()
                .filter(line -> line.startsWith(COMMAND))
                .toList();

        assertEquals(3, commands.size());
        for (String command : commands) {
            String[] words = command.substring(COMMAND.length())
                    .replaceFirst(" < .*", "")
                    .replace(" -c challenger.properties", "")
                    .replace("17", id)
                    .split(" ");
            assertEquals(0, cli.runWithInput(TestClient.ADDRESS, words), cli.err());
            assertTrue(cli.out().replace("\\u2026", "…").contains("pe…@e…"), cli.out());
        }
    }

    @Test
    void bothFacesAreTold() throws IOException {
        WORLD.clock().reset();
        Backend shop = Backend.of(NODES.get(0), "shop");
        String id = Backend.offered(
                        shop.demand(Backend.login(Backend.REQUEST, Backend.factor("email", TestClient.ADDRESS))))
                .get(0);
        shop.send(id);
        shop.at(NODES.get(1)).confirm(id, Guesses.wrong(newestTan(), 1));
        shop.confirm(id, newestTan());
        WORLD.clock().advance(Duration.ofSeconds(1));
        client.challenged();

        String told = traced(TestClient.ADDRESS);
        String challenge = cli.out().replaceFirst("(?s).*TAN challenge (\\d+).*", "$1");
        JsonNode both = json(TestClient.ADDRESS);

        assertTrue(
                told.startsWith("TAN challenge N, demanded by client N (Backend) for auth_token_creation of shop\n"),
                told);
        assertTrue(told.contains("A message was handed over to sender mail, with the id <ID>"), told);
        assertTrue(told.contains("  A wrong code was entered; attempts left: 2.\n"), told);
        assertTrue(told.indexOf("Now: solved.") < told.indexOf("Validation N"), told);
        assertFalse(cli.out().contains(id.substring(id.indexOf('-'))));
        assertEquals(2, both.size());
        assertEquals(challenge, both.path(0).path("challenge").asText());
        assertTrue(both.path(0).path("solved").asBoolean());
        assertEquals("pe…@e…", both.path(1).path("address").textValue());
        assertEquals("mail", both.path(1).path("events").path(1).path("sender").textValue());
        assertTrue(both.path(1).path("complete").asBoolean());
        assertEquals(3, both.path(1).path("code").path("attempts_left").asInt());
        assertEquals(0, cli.run("trace", "--challenge", challenge), cli.err());
        assertTrue(cli.out().startsWith("TAN challenge " + challenge + ", "), cli.out());
    }

    @Test
    void messagesToAnAddressThatWasMistypedAreToldApart() {
        String nonce = client.setup();
        client.challenge(nonce, "no address");
        client.challenge(nonce, TestClient.ADDRESS);
        client.challenge(nonce, OTHER);
        WORLD.clock().advance(Duration.ofMinutes(2));
        client.challenge(nonce, OTHER);

        String told = traced(OTHER);

        String sent = "A message was handed over to sender mail, with the id <ID>; the answer was: 250 OK.";
        assertEquals(
                List.of(
                        "An address was entered. No message was handed over: it is malformed or not allowed"
                                + " (CONTACT_EMAIL: malformed).",
                        "An address was entered. " + sent + " This was for another address.",
                        "The address was entered. " + sent,
                        sent),
                told.lines()
                        .filter(line -> line.contains("message was handed over"))
                        .map(line -> line.substring(30))
                        .toList());
        assertEquals(6, trace(TestClient.ADDRESS));
    }

    @Test
    void aRefusedMessageIsToldWithItsReason() {
        try (World world = World.with()) {
            world.mailbox().close();
            String nonce = world.node().client().setup();
            world.node().client().challenge(nonce, TestClient.ADDRESS);
            TestClient again = world.node().client();
            again.challenge(again.setup("{\"CONTACT_EMAIL\": \"" + TestClient.ADDRESS + "\"}"), TestClient.ADDRESS);
            world.node().challenger().recording().storeEvents();
            CommandLine there = new CommandLine(world.installed());

            assertEquals(0, there.runWithInput(TestClient.ADDRESS, "trace", "--address-stdin"), there.err());

            assertTrue(
                    there.out().contains("  The client ordered the validation and filled in the address.\n"),
                    there.out());
            assertTrue(
                    there.out()
                            .contains(
                                    "  The address was entered. No message was handed over: we have a problem with sending; the address is fine,"
                                            + " try again in a minute.\n"),
                    there.out());
            // Tests run in a zone of their own.
            assertTrue(there.out().contains(" +05:30  "), there.out());
            assertEquals("challenger: times are those of Asia/Colombo\n", there.err());
        }
    }

    @Test
    void aHostileAnswerIsOneHarmlessLine() {
        try (StubGateway gateway = new StubGateway();
                World world = World.with(
                        "senders.email", "gate",
                        "sender.gate.request", "POST " + gateway.url() + "/\nContent-Type: text/plain\n\n${text}",
                        "sender.gate.accepted", "200 /id",
                        "sender.gate.message-id", "/id")) {
            gateway.answer(
                    200,
                    "{\"id\": \"a\\u001b[2J\\u009b2J\\r\\n\\u202ex\\u2028\\\",\\\"event\\\":\\\"solved%s\"}"
                            .formatted("z".repeat(500)));
            world.node().client().challenged();
            world.node().challenger().recording().storeEvents();
            CommandLine there = new CommandLine(world.installed());

            assertEquals(0, there.runWithInput(TestClient.ADDRESS, "trace", "--address-stdin"), there.err());

            assertFalse(there.out().matches(UNPRINTABLE), there.out());
            assertTrue(there.out().contains("to sender gate, with the id a"), there.out());
            assertFalse(there.out().contains("The right code was entered"), there.out());
            assertTrue(there.out().lines().allMatch(line -> line.length() < 500), there.out());
            assertEquals(0, there.runWithInput(TestClient.ADDRESS, "trace", "--address-stdin", "--json"), there.err());
            assertFalse(there.out().matches(UNPRINTABLE), there.out());
        }
    }

    @Test
    void rowsUnderAnyKeyAreFoundAndTheMarkStays() throws IOException {
        try (World world = World.with()) {
            world.node().client().challenged();
            Path keys = Path.of(TestKeys.newFile());
            Files.copy(world.keyFile(), keys);
            Files.writeString(keys, "2 " + TestKeys.COUNTING + "\n", StandardOpenOption.APPEND);
            Node after = world.another("key.file", keys.toString());
            after.client().challenged();
            Stream.of(world.node(), after)
                    .forEach(node -> node.challenger().recording().storeEvents());
            CommandLine there = new CommandLine(world.installed("key.file", keys.toString()));

            assertEquals(0, there.runWithInput(TestClient.ADDRESS, "trace", "--address-stdin", "--json"), there.err());

            JsonNode both = new ObjectMapper().readTree(there.out());
            assertEquals(2, both.size());
            String mark = both.path(0).path("marks").path(0).textValue();
            assertEquals(2, both.path(0).path("marks").size());
            both.forEach(line -> assertEquals(
                    mark.substring(0, 4),
                    line.path("events").path(1).path("mark").textValue()));
        }
    }

    @Test
    void rowsOlderThanTheColumnsAreFoundAndSayThatTheyAre() {
        client.challenged();
        store();
        sql.run("UPDATE validation SET address_hash = NULL, prefilled_hash = NULL, events = DEFAULT");

        String told = traced(TestClient.ADDRESS);

        assertTrue(told.contains("  What happened first is not recorded here: see the audit log.\n"), told);
        assertTrue(told.contains("  It is not recorded if a message was handed over: see the audit log.\n"), told);
        assertTrue(told.contains("  Now: expired at "), told);
    }

    @Test
    void anErasedAddressTakesItsEventsWithIt() {
        String code = client.solved(WORLD.mailbox());
        client.setup("{\"CONTACT_EMAIL\": \"" + TestClient.ADDRESS + "\"}");
        store();
        // It waits in a node while the address is erased.
        client.token(code);

        assertEquals(0, cli.runWithInput(TestClient.ADDRESS, "erase", "--address-stdin"), cli.err());

        assertEquals(6, trace(TestClient.ADDRESS));
        assertEquals("", cli.out());
        assertTrue(cli.err().startsWith("challenger: no validation and no TAN challenge has this address now; "));
        assertEquals(1, sql.number("SELECT COUNT(*) FROM validation WHERE events IS NULL"));
        long id = sql.number("SELECT id FROM validation");
        assertEquals(0, cli.run("trace", "--validation", Long.toString(id)), cli.err());
        assertTrue(cli.out().endsWith("  Now: the address is erased, and what was recorded of it.\n\n"), cli.out());
    }

    @Test
    void manyRefusalsAreNotAllStored() {
        String nonce = client.setup();
        client.challenge(nonce, TestClient.ADDRESS);
        for (int i = 0; i < 3; i++) {
            client.solve(nonce, Guesses.wrong(newestTan(), 1));
        }
        store();
        sql.run("UPDATE validation SET events = REPEAT(events, 30)");
        long before = sql.number("SELECT LENGTH(events) FROM validation");
        client.solve(nonce, newestTan());

        String told = traced(TestClient.ADDRESS);

        assertTrue(told.contains("  What happened later is not recorded here: see the audit log.\n"), told);
        assertEquals(before, sql.number("SELECT LENGTH(events) FROM validation"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertEquals(6, trace(OTHER));
        assertTrue(cli.err().matches("(?s).*; in the audit log it has the mark [b-w]{12}\n"), cli.err());
        assertEquals(6, trace(OTHER, "--json"));
        assertEquals("[]\n", cli.out());
        assertEquals(6, cli.run("trace", "--validation", "999999"));
        assertEquals(6, cli.run("trace", "--challenge", "999999"));
        assertEquals("challenger: there is none with this number\n", cli.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void emptyInputIsWrongUsage(String written) {
        assertEquals(2, trace(written));
        assertTrue(cli.err().contains("there is no address on standard input"), cli.err());
    }

    @Test
    void malformedInputIsRefusedAndNotPrinted() {
        assertEquals(1, trace("person"));
        assertFalse(cli.err().contains("person"), cli.err());
        assertEquals(2, cli.run("trace", "--challenge", "17-0123"));
        assertEquals(2, cli.run("trace"));
        assertEquals(2, cli.run("trace", "--validation", "1", "--challenge", "1"));
    }

    @Test
    void addressesOfOtherTypesAreReadAsPeopleTypeThem() {
        try (World world = World.with(Map.of(
                "address.type",
                "phone",
                "phone.default-country",
                "CH",
                "phone.countries",
                "CH",
                "command.phone",
                "/bin/true"))) {
            TestClient phones = world.node().client();
            phones.http().postForm("/challenge/" + phones.setup(), Map.of("CONTACT_PHONE", "+41791234567"));
            world.node().challenger().recording().storeEvents();
            CommandLine there = new CommandLine(world.installed());

            assertEquals(0, there.runWithInput("079 123 45 67", "trace", "--address-stdin"), there.err());

            assertTrue(
                    there.out().contains("A message was handed over to sender command, which gave no id"), there.out());
            assertEquals(6, there.runWithInput(TestClient.ADDRESS, "trace", "--address-stdin"));
            assertEquals(
                    6,
                    there.runWithInput(
                            "{\"CONTACT_NAME\":\"Ada\",\"ADDRESS_LINES\":\"Lane 1\",\"ADDRESS_COUNTRY\":\"CH\"}",
                            "trace",
                            "--address-stdin"));
        }
    }
}
