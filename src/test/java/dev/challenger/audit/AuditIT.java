package dev.challenger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.address.AddressHashes;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Secrets;
import dev.challenger.testing.Addresses;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves which lines the audit log has for everything that happens to a validation. */
class AuditIT {
    private static final String PERSON = ",\"address\":\"pe\\u2026@e\\u2026\"";
    private static final String SENT = ",\"sender\":\"mail\",\"message\":\"<id@example.com>\",\"reply\":\"250 OK\"";
    private static final String LOCAL = ",\"network\":\"127.0.0.0/8\"";

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final World world =
            World.with("budget.destination", "4/P1D", "proxy.trusted", "127.0.0.1", "limit.address-changes", "2");

    private final TestClient client = world.node().client();
    private final AddressHashes hashes =
            new AddressHashes(Unchecked.call(() -> new KeyFile(world.keyFile()).open(new Secrets())));

    /** Returns the mark of an address, whatever its mask. */
    private String marked(String email) {
        return ",\"mark\":\"" + hashes.mark(Addresses.email(email)) + "\"";
    }

    private String person() {
        return PERSON + marked(TestClient.ADDRESS);
    }

    /** Returns the lines since the last call, without the fields that all have in common, which are checked here. */
    private List<String> lines() {
        String at = "{\"at\":\"" + world.clock().instant() + "\",\"event\":";
        List<CapturedLog.Entry> entries = log.all().stream()
                .filter(entry -> entry.logger().equals(Audit.LOGGER))
                .toList();
        log.clear();
        return entries.stream()
                .map(entry -> {
                    assertEquals(Level.INFO, entry.level());
                    assertEquals(at, entry.text().substring(0, at.length()));
                    return entry.text()
                            .substring(at.length())
                            .replaceFirst("<[0-9a-f]{32}@example\\.com>", "<id@example.com>");
                })
                .toList();
    }

    /** Returns a line of a request from this machine, unless a network is given. */
    private static String line(String event, String more) {
        String whole = more.contains("network") ? more : more.replaceFirst("(?=,\"(code|reason|sender)\")|$", LOCAL);
        return "\"" + event + "\",\"validation\":1,\"client\":1" + whole + "}";
    }

    private void assertLines(String... expected) {
        assertEquals(String.join("\n", expected), String.join("\n", lines()));
    }

    private String newestTan() {
        return world.mailbox().newestTan();
    }

    private String solved(String nonce) {
        return TestClient.code(
                client.solve(nonce, newestTan()).json().path("redirect_url").asText());
    }

    @Test
    void everySuccessfulStepIsLogged() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"other@example.com\"}");
        assertLines(line("setup", ",\"address\":\"ot\\u2026@e\\u2026\"" + marked("other@example.com")));

        client.authorize(nonce);
        assertLines();

        client.challenge(nonce, TestClient.ADDRESS);
        assertLines(line("sent", person() + SENT));

        String code = solved(nonce);
        assertLines(line("solved", person()));

        String token = client.token(code).json().path("access_token").asText();
        assertLines(line("redeemed", person()));

        client.info(token);
        client.info(token);
        assertLines(line("fetched", person()), line("fetched", person()));

        client.token(code);
        assertLines(line("revoked", person()));
    }

    @Test
    void requestsThatChangeNothingAreNotLogged() {
        String nonce = client.challenged();
        String code = solved(nonce);
        String token = client.token(code).json().path("access_token").asText();
        log.clear();

        client.challenge(nonce, TestClient.ADDRESS);
        client.solve(nonce, "00000000");
        client.http()
                .send(client.http()
                        .request("/info")
                        .header("Authorization", "Bearer " + token)
                        .method("HEAD", BodyPublishers.noBody())
                        .build());
        client.info("0".repeat(52));
        client.token("0".repeat(52));

        assertLines();
    }

    @Test
    void aWrongTanIsLoggedWithTheAttemptsLeft() {
        String nonce = client.setup();
        log.clear();
        client.solve(nonce, "00000000");
        assertLines(line("wrong", ",\"reason\":\"nothing-sent\",\"attempts_left\":0"));
        client.challenge(nonce, TestClient.ADDRESS);
        log.clear();

        client.solve(nonce, "not a TAN");
        for (int i = 0; i < 4; i++) {
            client.solve(nonce, "00000000");
        }

        assertLines(
                line("wrong", person() + ",\"reason\":\"wrong\",\"attempts_left\":2"),
                line("wrong", person() + ",\"reason\":\"wrong\",\"attempts_left\":1"),
                line("wrong", person() + ",\"reason\":\"wrong\",\"attempts_left\":0"),
                line("wrong", person() + ",\"reason\":\"exhausted\",\"attempts_left\":0"));
        client.challenge(nonce, TestClient.ADDRESS);
        world.clock().advance(Duration.ofMinutes(30));
        log.clear();
        client.solve(nonce, newestTan());
        assertLines(line("wrong", person() + ",\"reason\":\"expired\",\"attempts_left\":3"));
    }

    @Test
    void refusalsOfExhaustedValidationsAreLogged() {
        String nonce = client.setup();
        client.challenge(nonce, "other@example.com");
        client.challenge(nonce, TestClient.ADDRESS);
        log.clear();
        client.challenge(nonce, "third@example.com");
        assertLines(line(
                "refused",
                ",\"address\":\"th\\u2026@e\\u2026\"" + marked("third@example.com")
                        + ",\"code\":9757,\"reason\":\"no change of address is left\""));
        for (int i = 0; i < 2; i++) {
            world.clock().advance(Duration.ofMinutes(2));
            client.challenge(nonce, TestClient.ADDRESS);
        }
        log.clear();

        client.challenge(nonce, TestClient.ADDRESS);
        assertLines(
                line("refused", person() + ",\"code\":9757,\"reason\":\"no transmission to this address is left\""));
        for (int i = 0; i < 3; i++) {
            client.solve(nonce, "00000000");
        }
        log.clear();
        client.solve(nonce, "00000000");
        assertLines(line("wrong", person() + ",\"reason\":\"exhausted\",\"attempts_left\":0"));
    }

    @Test
    void aMessageThatABudgetRefusesIsLogged() {
        for (int i = 0; i < 4; i++) {
            client.challenged();
        }
        String nonce = client.setup();
        log.clear();

        client.challenge(nonce, TestClient.ADDRESS);

        assertEquals(
                List.of("\"refused\",\"validation\":5,\"client\":1" + person() + LOCAL
                        + ",\"code\":9757,\"reason\":\"budget per destination\"}"),
                lines());
    }

    @Test
    void anAddressThatIsNotAcceptedIsLoggedWithoutItsValue() {
        String nonce = client.setup();
        log.clear();

        client.challenge(nonce, "");
        client.challenge(nonce, "no address");

        assertLines(line("refused", LOCAL + ",\"code\":26,\"reason\":\"CONTACT_EMAIL: malformed\""));
    }

    @Test
    void aFailedHandOverIsLogged() {
        String nonce = client.setup();
        world.mailbox().close();
        log.clear();

        assertEquals(502, client.challenge(nonce, TestClient.ADDRESS).status());

        assertLines(
                line(
                        "refused",
                        person()
                                + ",\"code\":9752,\"reason\":\"we have a problem with sending; the address is fine, try again in a minute\""));
    }

    @Test
    void theNetworkIsThatOfTheCaller() {
        String nonce = client.setup();
        log.clear();

        client.http()
                .postForm(
                        "/challenge/" + nonce,
                        Map.of("CONTACT_EMAIL", TestClient.ADDRESS),
                        "X-Forwarded-For",
                        "192.0.2.77");
        assertLines(line("sent", person() + ",\"network\":\"192.0.2.0/24\"" + SENT));
        client.http().postForm("/solve/" + nonce, Map.of("pin", "00000000"), "X-Forwarded-For", "2001:db8:1:2::3");
        assertLines(line(
                "wrong",
                person() + ",\"network\":\"2001:db8:1:0:0:0:0:0/48\",\"reason\":\"wrong\",\"attempts_left\":2"));
    }

    @Test
    void anErasedAddressIsNotLogged() {
        String code = solved(client.challenged());
        String token = client.token(code).json().path("access_token").asText();
        client.info(token);
        new Sql(world.database()).run("UPDATE validation SET address = NULL");
        log.clear();

        client.info(token);
        client.token(code);

        assertLines(line("revoked", ""));
    }
}
