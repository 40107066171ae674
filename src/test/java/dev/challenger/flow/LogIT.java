package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.audit.Audit;
import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Steps;
import dev.challenger.mfa.Confirmation;
import dev.challenger.mfa.Transmission;
import dev.challenger.testing.Addresses;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.CapturedLog.Entry;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import dev.challenger.wire.Base32;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that no secret and no full address gets into the log, and no secret into the database. */
class LogIT {
    private static final String ADDRESS = "nobody.in.particular@example.com";
    private static final String OTHER_ADDRESS = "somebody.else@example.com";
    private static final List<String> DISTINCTIVE = List.of("nobody.in.particular", "somebody.else");

    /** The only columns that may contain addresses. */
    private static final Set<String> ADDRESS_COLUMNS =
            Set.of("validation.address", "validation.prefilled_address", "tan_challenge.address");

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final World world = World.with();

    private final Mailbox mailbox = world.mailbox();
    private final Sql sql = new Sql(world.database());
    private final List<String> secrets = new ArrayList<>();

    private String secret(String secret) {
        secrets.add(secret);
        return secret;
    }

    private void wholeFlow(Node node) {
        TestClient client = node.client();
        String nonce = secret(client.setup("{\"CONTACT_EMAIL\":\"" + OTHER_ADDRESS + "\"}"));
        secret(client.secret());
        client.authorize(nonce);
        client.challenge(nonce, ADDRESS);
        client.solve(nonce, "12345678");
        String url =
                client.solve(nonce, tan(ADDRESS)).json().path("redirect_url").asText();
        String code = secret(TestClient.code(url));
        String token = secret(client.token(code).json().path("access_token").asText());
        assertEquals(200, client.info(token).status());
        client.post("/introspect", Map.of("token", token));
        assertEquals(400, client.token(code).status());
        client.post("/revoke", Map.of("token", token));
        lead(client, secret(pushed(client)));
    }

    private static String pushed(TestClient client) {
        return client.push(Map.of()).json().path("request_uri").asText().replaceFirst(".*:", "");
    }

    private static void lead(TestClient client, String nonce) {
        client.http()
                .get("/authorize?client_id=" + client.id() + "&request_uri=urn:ietf:params:oauth:request_uri:" + nonce);
    }

    private String tan(String address) {
        String tan = secret(mailbox.newestTan(address));
        secret(tan.replace("-", ""));
        return tan;
    }

    /** Sends messages again and changes addresses until no transmission is left. Solves nothing. */
    private void changes(Node node) {
        TestClient client = node.client();
        String nonce = secret(client.setup("{\"CONTACT_EMAIL\":\"" + ADDRESS + "\"}"));
        secret(client.secret());
        client.authorize(nonce);
        for (String address : List.of(OTHER_ADDRESS, "Nobody.In.Particular@EXAMPLE.com", OTHER_ADDRESS)) {
            for (int sent = 0; sent < 4; sent++) {
                client.challenge(nonce, address);
                client.challenge(nonce, address);
                tan(address);
                for (int i = 0; i < 4; i++) {
                    client.solve(nonce, "1234567" + i);
                }
            }
        }
        client.browse(nonce);
        client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", ADDRESS));
        client.http().postForm("/solve/" + nonce, Map.of("pin", "12345678"), "Accept", Http.BROWSER);
    }

    /** Confirms an operation, with every refusal on the way. */
    private void confirmation(Node node) {
        Backend shop = Backend.of(node, "shop");
        secret(shop.secret());
        String body = confirmed("first");
        List<String> ids = Backend.offered(shop.demand(body));
        ids.forEach(id -> secret(secret(id).replaceFirst(".*-", "")));
        String id = ids.get(0);
        assertInstanceOf(Confirmation.Refused.class, shop.confirm(id, "00000000"));
        shop.send(id);
        assertTrue(shop.send(id).refusal().isPresent());
        shop.confirm(id, "00000000");
        shop.confirm(id, tan(ADDRESS));
        shop.confirm(id, "00000000");
        assertInstanceOf(Transmission.Refused.class, shop.trySending(id));
        assertEquals(204, shop.demand(body, ids.get(0)).status());
        assertEquals(202, shop.demand(body, ids.get(0), ids.get(1)).status());

        Http http = new Http(node.url());
        http.post("/instances/" + id + "/private/challenges", body, "Authorization", "Bearer " + shop.secret());
        http.post("/instances/shop/private/challenges/" + id, body, "Authorization", "Bearer " + shop.secret());
        http.post("/instances/shop/private/challenges", body, "Authorization", "Bearer " + id);
        shop.demand("{" + shop.secret());
        shop.demand(body.replace("\"email\"", "\"" + shop.secret() + "\""));
        shop.demand(body.replace(Backend.hash("first"), id));
        shop.demand(body.replace("auth_token_creation", "\\n" + shop.secret()));
        shop.demand(body.replace(ADDRESS, ADDRESS + "@" + ADDRESS));
    }

    private static String confirmed(String request) {
        return Backend.login(
                Backend.hash(request),
                false,
                true,
                Backend.factor("email", ADDRESS),
                Backend.factor("email", OTHER_ADDRESS));
    }

    private void overBudget(Node node) {
        TestClient client = node.client();
        secret(client.secret());
        Answer last = challenge(client);
        for (int i = 0; i < 20 && last.status() == 200; i++) {
            last = challenge(client);
        }
        assertEquals(429, last.status());
        assertEquals("budget per destination", last.json().path("detail").asText());
    }

    /** Runs every operation except the erasure: successes, refusals and failed hand-overs. */
    private void fullRun(Node node) {
        wholeFlow(node);
        confirmation(node);
        changes(node);
        refusals(node);
        overBudget(node);
        try (Node cannotSend = world.pooled("mail.port", "9", "budget.destination", "1000/P1D")) {
            assertEquals(502, challenge(cannotSend).status());
            Backend shop = Backend.of(cannotSend, "shop");
            String id =
                    secret(Backend.offered(shop.demand(confirmed("not sent"))).get(0));
            assertInstanceOf(Transmission.Refused.class, shop.trySending(id));
        }
    }

    private Node nodeForAFullRun() {
        return world.pooled(
                "budget.destination", "20/P366D",
                "address.erased-after", "PT1S");
    }

    /** Makes every refused request, with secrets in the wrong places. */
    private void refusals(Node node) {
        TestClient client = node.client();
        Http http = client.http();
        String nonce = secret(client.setup("{\"CONTACT_EMAIL\":\"" + OTHER_ADDRESS + "\"}"));
        secret(client.secret());
        http.post("/setup/" + client.id(), "", "Authorization", "Bearer " + client.secret() + "x");
        http.post("/setup/" + client.secret(), "", "Authorization", "Bearer " + client.secret());
        http.post("/setup/" + client.id(), "{" + client.secret(), "Authorization", "Bearer " + client.secret());
        http.get("/authorise/" + nonce);
        http.get("/authorize/" + nonce + "/" + nonce);
        http.get("/authorize/" + nonce + "?state=" + nonce + "&state=" + nonce);
        http.get(client.authorizePath(nonce, Map.of("redirect_uri", "http://x/" + nonce)));
        client.authorize(nonce);
        client.challenge(nonce, ADDRESS + "@" + ADDRESS);
        for (int i = 0; i < 4; i++) {
            client.challenge(nonce, i + ADDRESS);
        }
        client.challenge(nonce, ADDRESS);
        for (int i = 0; i < 4; i++) {
            client.solve(nonce, "1234567" + i);
        }
        client.solve(nonce, nonce);
        client.token(nonce);
        client.token(nonce, Map.of("client_secret", client.secret() + "x"));
        client.token(nonce, Map.of("grant_type", client.secret()));
        client.info(nonce);
        http.get("/info", "Authorization", "Bearer " + client.secret());
        client.push(Map.of("request_uri", nonce));
        client.push(Map.of("redirect_uri", nonce));
        client.post("/introspect", Map.of("token", client.secret(), "client_secret", nonce));
        client.post("/revoke", Map.of("token", nonce, "client_id", nonce));
        lead(client, nonce);
        http.get("/authorize?client_id=" + nonce + "&request_uri=" + nonce);
    }

    private void assertNoSecretInTheLog() {
        String all = log.all().stream()
                .filter(entry -> !entry.logger().startsWith("com.icegreen"))
                .map(Entry::text)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        secrets.add(world.database().password());
        for (String secret : secrets) {
            assertFalse(all.contains(secret.toLowerCase(Locale.ROOT)), secret + " is in the log:\n" + all);
        }
        assertNoAddress("the log", all);
    }

    /** Looks for the distinctive parts of the addresses, which stay the same when typed, lower-cased or encoded. */
    private static void assertNoAddress(String where, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String form : DISTINCTIVE) {
            assertFalse(lower.contains(form), form + " is in " + where + ":\n" + text);
        }
    }

    @Test
    void theLogHasNoSecretWhateverHappens() {
        try (Node node = nodeForAFullRun()) {
            fullRun(node);
            eraseAll(node);
        }

        assertEquals(Stream.of(AuditEvent.values()).map(AuditEvent::toString).collect(Collectors.toSet()), audited());
        assertNoSecretInTheLog();
    }

    /** Returns the events in the audit log, which is part of the log that is searched. */
    private Set<String> audited() {
        return log.all().stream()
                .filter(entry -> entry.logger().equals(Audit.LOGGER))
                .map(entry -> entry.text().replaceFirst(".*\"event\":\"([a-z]+)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    @Test
    void theLogHasNoSecretWhenSendingFails(@TempDir Path directory) throws IOException {
        try (Node node = world.pooled("mail.port", "9")) {
            Answer answer = challenge(node);
            assertEquals(502, answer.status());
        }
        Path script = Files.writeString(directory.resolve("send"), "#!/bin/sh\necho \"$1\"; cat; exit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        try (Node node = world.pooled("command.email", script.toString())) {
            assertEquals(502, challenge(node).status());
        }

        assertTrue(
                log.ours().stream().anyMatch(line -> line.contains(" printed: ")),
                log.ours().toString());
        assertTrue(
                log.ours().stream().noneMatch(line -> line.matches("(?s).*\\b\\d{4}[- ]?\\d{4}\\b.*")),
                log.ours().toString());
        assertNoSecretInTheLog();
    }

    private Answer challenge(Node node) {
        return challenge(node.client());
    }

    private Answer challenge(TestClient client) {
        return client.challenge(secret(client.setup()), ADDRESS);
    }

    @Test
    void theLogHasNoSecretWhenTheDatabaseRefusesAValue() {
        try (Node node = world.pooled()) {
            TestClient client = node.client();
            String nonce = secret(client.setup());
            client.authorize(nonce);
            sql.run("ALTER TABLE validation MODIFY address VARCHAR(10), MODIFY state VARBINARY(10)");

            assertEquals(500, client.challenge(nonce, ADDRESS).status());
            assertEquals(
                    500,
                    client.http()
                            .get(client.authorizePath(nonce, Map.of("state", secret("a very long and secret state"))))
                            .status());
        }

        assertNoSecretInTheLog();
    }

    @Test
    void theLogHasNoSecretWhenARowIsBroken() {
        try (Node node = world.pooled()) {
            TestClient client = node.client();
            String nonce = secret(client.setup());
            client.challenge(nonce, ADDRESS);
            sql.run("UPDATE validation SET address = '{\"CONTACT_EMAIL\": \"" + ADDRESS + "'");

            Answer answer = client.authorize(nonce);

            assertEquals(500, answer.status());
            assertEquals(60, answer.code());
            String id = answer.json().path("detail").asText();
            assertTrue(log.ours().stream().anyMatch(line -> line.contains(id)), "the log has the id of the bug");
        }

        assertNoSecretInTheLog();
    }

    @Test
    void theDatabaseHasHashesAndAddressesInTheirColumns() throws IOException {
        try (Node node = nodeForAFullRun()) {
            fullRun(node);
        }

        for (String line : Files.readAllLines(world.keyFile())) {
            secret(line.replaceAll("^\\d+ ", ""));
        }
        String rows = values().stream().map(Value::text).collect(Collectors.joining("\n"));
        for (String secret : secrets) {
            assertFalse(rows.contains(secret), secret + " is in the database:\n" + rows);
            Base32.decode(secret, 32).ifPresent(bytes -> assertFalse(rows.contains(text(bytes)), secret));
        }
        assertTrue(
                rows.contains(ADDRESS) && rows.contains(OTHER_ADDRESS),
                "the addresses are in the database before the erasure");
        values().stream()
                .filter(value -> !ADDRESS_COLUMNS.contains(value.column))
                .forEach(value -> assertNoAddress(value.column, value.text));
    }

    @Test
    void onceErasedAnAddressIsNowhereInTheDatabase() {
        try (Node node = nodeForAFullRun()) {
            fullRun(node);
            eraseAll(node);
        }

        assertTrue(values().stream().anyMatch(value -> value.column.equals("validation.code_hash")));
        values().forEach(value -> assertNoAddress(value.column, value.text));
    }

    /** Erases all addresses: fetched ones by their expiry, all others on demand. */
    private void eraseAll(Node node) {
        Waiting.until("the address that was fetched is erased", () -> {
            node.challenger().housekeeping().purge();
            return sql.number("SELECT COUNT(*) FROM validation WHERE code_hash IS NOT NULL AND address IS NOT NULL")
                    == 0;
        });
        for (String email : List.of(ADDRESS, OTHER_ADDRESS)) {
            long challenges = sql.number("SELECT COUNT(*) FROM tan_challenge WHERE address = '" + email + "'");
            assertTrue(challenges > 0, email);
            assertTrue(node.challenger().erase(Addresses.email(email), Steps.UNWATCHED) > challenges, email);
        }
    }

    /** One value in a table. */
    private record Value(String column, String text) {}

    private List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (Map<String, @Nullable Object> table : sql.rows("SHOW TABLES")) {
            String name = String.valueOf(table.values().iterator().next());
            for (Map<String, @Nullable Object> row : sql.rows("SELECT * FROM `" + name + "`")) {
                row.forEach((column, value) -> {
                    if (value != null) {
                        values.add(new Value(name + "." + column, text(value)));
                    }
                });
            }
        }
        return values;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
    }
}
