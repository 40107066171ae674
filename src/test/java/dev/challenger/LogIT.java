package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.taler.Base32;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.CapturedLog.Entry;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Service;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are for their owners: neither the log nor the database has any of them. */
class LogIT {
    private static final String ADDRESS = "nobody.in.particular@example.com";
    private static final String OTHER_ADDRESS = "somebody.else@example.com";

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final Mailbox mailbox = new Mailbox();

    private final Sql sql = new Sql(database);
    private final Path keys = Path.of(Service.newFile("keys"));
    private final List<String> secrets = new ArrayList<>();

    /** With everything a node takes from its operator, and a mail server or a command to send by. */
    private Service node(Map<String, String> sender) {
        Map<String, String> settings = new HashMap<>(Map.of("key.file", keys.toString()));
        settings.putAll(sender);
        return Service.start(database, settings);
    }

    private String secret(String secret) {
        secrets.add(secret);
        return secret;
    }

    private void wholeFlow(Service node) {
        TestClient client = node.client();
        String nonce = secret(client.setup());
        secret(client.secret());
        client.authorize(nonce);
        client.challenge(nonce, ADDRESS);
        String tan = secret(mailbox.newestTan(ADDRESS));
        secret(tan.replace("-", ""));
        client.solve(nonce, "12345678");
        String url = client.solve(nonce, tan).json().path("redirect_url").asText();
        String code = secret(TestClient.code(url));
        String token = secret(client.token(code).json().path("access_token").asText());
        assertEquals(200, client.info(token).status());
    }

    /** Everything that can be refused, with secrets where none should be. */
    private void refusals(Service node) {
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
    }

    private void assertNoSecretInTheLog() {
        String all = log.all().stream()
                .filter(entry -> !entry.logger().startsWith("com.icegreen"))
                .map(Entry::text)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        secrets.add(ADDRESS);
        secrets.add(OTHER_ADDRESS);
        secrets.add(database.password());
        for (String secret : secrets) {
            assertFalse(all.contains(secret.toLowerCase(Locale.ROOT)), secret + " is in the log:\n" + all);
        }
    }

    @Test
    void theLogHasNoSecretWhateverHappens() {
        try (Service node = node(Map.of("mail.port", Integer.toString(mailbox.port())))) {
            wholeFlow(node);
            refusals(node);
        }

        assertNoSecretInTheLog();
    }

    @Test
    void theLogHasNoSecretWhenSendingFails(@TempDir Path directory) throws IOException {
        try (Service node = node(Map.of("mail.port", "9"))) {
            Answer answer = challenge(node);
            assertEquals(502, answer.status());
        }
        Path script = Files.writeString(directory.resolve("send"), "#!/bin/sh\necho \"$1\"; cat; exit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        try (Service node = node(Map.of("command.email", script.toString()))) {
            assertEquals(502, challenge(node).status());
        }

        assertTrue(
                log.ours().stream().anyMatch(line -> line.contains(" printed: ")),
                log.ours().toString());
        assertTrue(
                log.ours().stream().noneMatch(line -> line.matches("(?s).*\\b\\d{4}-\\d{4}\\b.*")),
                log.ours().toString());
        assertNoSecretInTheLog();
    }

    private Answer challenge(Service node) {
        TestClient client = node.client();
        return client.challenge(secret(client.setup()), ADDRESS);
    }

    @Test
    void theLogHasNoSecretWhenTheDatabaseDoesNotTakeWhatItGets() {
        try (Service node = node(Map.of("mail.port", Integer.toString(mailbox.port())))) {
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
        try (Service node = node(Map.of("mail.port", Integer.toString(mailbox.port())))) {
            TestClient client = node.client();
            String nonce = secret(client.setup());
            client.challenge(nonce, ADDRESS);
            sql.run("UPDATE validation SET address = '{\"CONTACT_EMAIL\": \"" + ADDRESS + "'");

            Answer answer = client.authorize(nonce);

            assertEquals(500, answer.status());
            assertEquals(60, answer.code());
            String id = answer.json().path("detail").asText();
            assertTrue(log.ours().stream().anyMatch(line -> line.contains(id)), "the log tells which bug this was");
        }

        assertNoSecretInTheLog();
    }

    @Test
    void theDatabaseHasHashesAndAddressesInTheirColumns() throws IOException {
        String rows;
        try (Service node = node(Map.of("mail.port", Integer.toString(mailbox.port())))) {
            wholeFlow(node);
            refusals(node);
            rows = everything();
        }

        for (String line : Files.readAllLines(keys)) {
            secret(line.replaceAll("^\\d+ ", ""));
        }
        for (String secret : secrets) {
            assertFalse(rows.contains(secret), secret + " is in the database:\n" + rows);
            Base32.decode(secret, 32).ifPresent(bytes -> assertFalse(rows.contains(text(bytes)), secret));
        }
    }

    /** All values of all tables but for the columns where addresses belong, which are looked at here. */
    private String everything() {
        StringBuilder text = new StringBuilder();
        for (Map<String, @Nullable Object> table : sql.rows("SHOW TABLES")) {
            String name = String.valueOf(table.values().iterator().next());
            for (Map<String, @Nullable Object> row : sql.rows("SELECT * FROM `" + name + "`")) {
                row.forEach((column, value) -> {
                    boolean address = column.equals("address") || column.equals("prefilled_address");
                    assertTrue(address || !text(value).contains("@example.com"), name + "." + column);
                    text.append(text(value)).append('\n');
                });
            }
        }
        assertTrue(text.indexOf(ADDRESS) >= 0);
        return text.toString();
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
    }
}
