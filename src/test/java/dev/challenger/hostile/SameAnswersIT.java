package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.CountedStatements;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that all unauthorized callers get identical answers, including every header, and that the service sends the
 * same number of statements for each.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SameAnswersIT {
    private static final String NOBODYS = "0".repeat(52);
    private static final String JSON = "application/json";
    private static final String URN = "urn:ietf:params:oauth:request_uri:";

    @AutoClose
    private final World world = World.with();

    private final Mailbox mailbox = world.mailbox();
    private final TestClock clock = world.clock();
    private final CountedStatements statements =
            new CountedStatements(world.database().dataSource());
    private final Node service = world.on(statements.source(), clock);

    private final TestClient client = service.client();
    private final TestClient other = service.client();
    private final Http http = client.http();

    /** Everything that an answer reveals, and its number of statements. */
    private record Seen(int status, String body, Map<String, List<String>> headers, int statements) {}

    private Seen see(Answer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        return new Seen(answer.status(), answer.body(), headers, statements.take());
    }

    /** @param cases the part that differs between the requests, by the name of the case */
    private <T> void expectSame(int status, int count, Map<String, T> cases, Function<T, Answer> request) {
        Map<String, Seen> seen = new LinkedHashMap<>();
        cases.forEach((name, value) -> {
            statements.take();
            seen.put(name, see(request.apply(value)));
        });

        Seen first = seen.values().iterator().next();
        assertEquals(status, first.status, first.body);
        assertEquals(count, first.statements);
        seen.forEach((name, each) -> assertEquals(first, each, name));
    }

    // Nonces. A person whose validation has expired gets a page with the way back, which only this nonce leads to.

    @Test
    void noncesAtAuthorizeAreIndistinguishable() {
        String expired = client.setup();
        clock.advance(Duration.ofHours(24));
        Map<String, String> nonces =
                new LinkedHashMap<>(Map.of("unknown", NOBODYS, "foreign", other.setup(), "pushed", pushed(other)));

        expectSame(404, 2, nonces, nonce -> http.get(client.authorizePath(nonce, Map.of()), "Accept", Http.BROWSER));
        nonces.put("expired", expired);
        expectSame(404, 1, nonces, nonce -> http.get(client.authorizePath(nonce, Map.of()), "Accept", JSON));
    }

    @Test
    void requestUrisAreIndistinguishable() {
        String expired = pushed(client);
        clock.advance(Duration.ofHours(24));
        Map<String, String> nonces =
                new LinkedHashMap<>(Map.of("unknown", NOBODYS, "foreign", pushed(other), "not pushed", client.setup()));
        String path = "/authorize?client_id=" + client.id() + "&request_uri=" + URN;

        expectSame(404, 2, nonces, nonce -> http.get(path + nonce, "Accept", Http.BROWSER));
        nonces.put("expired", expired);
        expectSame(404, 1, nonces, nonce -> http.get(path + nonce, "Accept", JSON));
    }

    @ParameterizedTest
    @CsvSource({"challenge,CONTACT_EMAIL,person@example.com", "solve,pin,12345678"})
    void noncesOfThePersonsStepsAreIndistinguishable(String step, String field, String value) {
        String expired = client.challenged();
        clock.advance(Duration.ofHours(24));

        expectSame(
                404,
                1,
                Map.of("unknown", NOBODYS, "expired", expired),
                nonce -> http.postForm("/" + step + "/" + nonce, Map.of(field, value), "Accept", JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, Http.BROWSER})
    void aMalformedPinReadsItsValidationOnce(String accept) {
        String nonce = client.challenged();

        expectSame(
                400,
                1,
                Map.of("malformed", "not a TAN"),
                pin -> http.postForm("/solve/" + nonce, Map.of("pin", pin), "Accept", accept));
    }

    // Clients.

    @Test
    void credentialsAtSetupAreIndistinguishable() {
        expectSame(
                404,
                1,
                credentials(),
                who -> http.post("/setup/" + who.id(), "", "Authorization", "Bearer " + who.secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/par", "/introspect", "/revoke"})
    void credentialsInAFormAreIndistinguishable(String path) {
        expectSame(404, statementsAt(path), credentials(), who -> who.post(path, enough()));
    }

    /** The secret may be percent-encoded or not. Both forms are compared with the same row. */
    @ParameterizedTest
    @ValueSource(strings = {"/token", "/par", "/introspect", "/revoke"})
    void credentialsByHttpBasicAreIndistinguishable(String path) {
        expectSame(404, statementsAt(path), credentials(), who -> {
            byte[] pair = (who.id() + ":" + who.secret()).getBytes(StandardCharsets.UTF_8);
            return http.postForm(
                    path,
                    enough(),
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair));
        });
    }

    /** Only the look-up of a code authenticates the client too; a client that is refused by it is looked up by itself. */
    private static int statementsAt(String path) {
        return path.equals("/token") ? 2 : 1;
    }

    private static Map<String, String> enough() {
        return Map.of("grant_type", "authorization_code", "code", NOBODYS, "token", NOBODYS, "response_type", "code");
    }

    private Map<String, TestClient> credentials() {
        TestClient rotated = service.client();
        service.challenger().clients().rotateSecret(rotated.id(), Optional.empty());
        TestClient dropped = service.client();
        service.challenger().clients().rotateSecret(dropped.id(), Optional.empty());
        service.challenger().clients().dropOldSecret(dropped.id());
        TestClient strict = service.client(true);
        TestClient deleted = service.client();
        service.challenger().clients().delete(deleted.id());
        return Map.of(
                "unknown client", new TestClient(http, 999_999, client.secret()),
                "nobody's id", new TestClient(http, 0, client.secret()),
                "wrong secret", new TestClient(http, client.id(), "secret-token:wrong"),
                "another's secret", new TestClient(http, client.id(), other.secret()),
                "two secrets and neither", new TestClient(http, rotated.id(), client.secret()),
                "a secret that was ended", dropped,
                "one that requires PKCE", new TestClient(http, strict.id(), client.secret()),
                "a deleted client", deleted);
    }

    // Codes and tokens.

    @Test
    void codesAtTokenAreIndistinguishable() {
        String expired = client.solved(mailbox);
        clock.advance(Duration.ofMinutes(5));
        String redeemed = other.solved(mailbox);
        other.token(redeemed);
        Map<String, String> codes =
                Map.of("unknown", NOBODYS, "expired", expired, "foreign", other.solved(mailbox), "redeemed", redeemed);

        expectSame(400, 2, codes, client::token);
    }

    @Test
    void tokensOfOthersAndInventedOnesAreIndistinguishable() {
        Map<String, String> tokens = new LinkedHashMap<>(dead());
        tokens.put("foreign", token(other));

        expectSame(200, 2, tokens, token -> client.post("/introspect", Map.of("token", token)));
        expectSame(200, 2, tokens, token -> client.post("/revoke", Map.of("token", token)));
    }

    @Test
    void tokensAtInfoAreIndistinguishable() {
        expectSame(404, 1, dead(), client::info);
    }

    private Map<String, String> dead() {
        String expired = token(client);
        clock.advance(Duration.ofHours(1));
        String revoked = token(client);
        client.post("/revoke", Map.of("token", revoked));
        return Map.of("unknown", NOBODYS, "expired", expired, "revoked", revoked);
    }

    private String token(TestClient of) {
        return of.token(of.solved(mailbox)).json().path("access_token").asText();
    }

    private static String pushed(TestClient by) {
        return by.push(Map.of()).json().path("request_uri").asText().substring(URN.length());
    }
}
