package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.db.Steps;
import dev.challenger.testing.Addresses;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that {@code /introspect} follows RFC 7662. */
class IntrospectIT {
    private static final String INACTIVE = "{\"active\": false}";

    @AutoClose
    private static final World WORLD = World.with("http.base-url", "https://challenger.example.com/path");

    private final TestClient client = WORLD.node().client();

    @Test
    void aTokenThatWorksIsActiveUntilItExpires() {
        long exp = WORLD.clock().instant().getEpochSecond() + 3600;
        String token = token();

        Answer answer = introspect(client, token);

        Expect.json(200, """
                {"active": true, "client_id": "%d", "token_type": "Bearer", "exp": %d,
                 "iss": "https://challenger.example.com/path"}
                """.formatted(client.id(), exp), answer);
        assertEquals("no-store", answer.header("Cache-Control"));
        WORLD.clock().advance(Duration.ofHours(1));
        Expect.json(200, INACTIVE, introspect(client, token));
        assertEquals(404, client.info(token).status());
    }

    @Test
    void introspectionChangesNothing() {
        String token = token();

        for (int i = 0; i < 3; i++) {
            introspect(client, token);
            introspect(WORLD.node().client(), token);
        }

        assertEquals(200, client.info(token).status());
    }

    @Test
    void anyOtherTokenIsReportedAsInactive() {
        String token = token();
        String revoked = token();
        client.post("/revoke", Map.of("token", revoked));
        String code = client.solved(WORLD.mailbox());
        String replayed = client.token(code).json().path("access_token").asText();
        client.token(code);

        Expect.json(200, INACTIVE, introspect(WORLD.node().client(), token));
        Expect.json(200, INACTIVE, introspect(client, revoked));
        Expect.json(200, INACTIVE, introspect(client, replayed));
        Expect.json(200, INACTIVE, introspect(client, "0".repeat(52)));
        Expect.json(200, INACTIVE, introspect(client, "x"));
        Expect.json(200, INACTIVE, introspect(client, client.setup()));
    }

    @Test
    void aTokenWhoseAddressIsErasedIsInactiveAsItIsForInfo() {
        String token = token();
        WORLD.node().challenger().erase(Addresses.email(TestClient.ADDRESS), Steps.UNWATCHED);

        Expect.json(200, INACTIVE, introspect(client, token));
        assertEquals(404, client.info(token).status());
    }

    @Test
    void browsersGetJsonToo() {
        Map<String, String> form =
                Map.of("client_id", Long.toString(client.id()), "client_secret", client.secret(), "token", "x");

        Expect.json(200, INACTIVE, client.http().postForm("/introspect", form, "Accept", Http.BROWSER));
    }

    @Test
    void aCallerWithoutCredentialsIsRefused() {
        Map<String, String> token = Map.of("token", token());

        Expect.oauthProblem(
                400, 25, "client_id", "invalid_request", client.http().postForm("/introspect", token));
        Expect.oauthProblem(
                404,
                9750,
                null,
                "invalid_client",
                new TestClient(client.http(), client.id(), "secret-token:wrong").post("/introspect", token));
    }

    @Test
    void theParameterTokenIsRequired() {
        Expect.oauthProblem(400, 25, "token", "invalid_request", client.post("/introspect", Map.of()));
        Expect.oauthProblem(405, 20, null, "invalid_request", client.http().get("/introspect?token=x"));
    }

    private String token() {
        return client.token(client.solved(WORLD.mailbox()))
                .json()
                .path("access_token")
                .asText();
    }

    private static Answer introspect(TestClient as, String token) {
        return as.post("/introspect", Map.of("token", token));
    }
}
