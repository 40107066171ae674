package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code /revoke} follows RFC 7009. */
class RevokeIT {
    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();

    @Test
    void aRevokedTokenStopsWorking() {
        String token = token();
        assertEquals(200, client.info(token).status());

        expectDone(revoke(client, token));

        Expect.oauthProblem(404, 9753, null, "invalid_token", client.info(token));
        expectDone(revoke(client, token));
    }

    @Test
    void theCodeOfARevokedTokenGivesNoOther() {
        String code = client.solved(WORLD.mailbox());
        String token = client.token(code).json().path("access_token").asText();
        revoke(client, token);

        assertEquals(400, client.token(code).status());
    }

    @Test
    void aTokenIsReadInAnySpelling() {
        String token = token();

        expectDone(revoke(client, token.toLowerCase(Locale.ROOT)));

        assertEquals(404, client.info(token).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "x"})
    void hintsAreIgnored(String hint) {
        String token = token();

        expectDone(client.post("/revoke", Map.of("token", token, "token_type_hint", hint)));

        assertEquals(404, client.info(token).status());
    }

    @Test
    void anotherClientGetsTheSameAnswerAndRevokesNothing() {
        String token = token();

        expectDone(revoke(WORLD.node().client(), token));

        assertEquals(200, client.info(token).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0000000000000000000000000000000000000000000000000000"})
    void anUnknownTokenCountsAsRevoked(String token) {
        expectDone(revoke(client, token));
    }

    @Test
    void aCallerWithoutCredentialsRevokesNothing() {
        String token = token();

        Expect.oauthProblem(
                400, 25, "client_id", "invalid_request", client.http().postForm("/revoke", Map.of("token", token)));
        Expect.oauthProblem(
                404,
                9750,
                null,
                "invalid_client",
                client.post("/revoke", Map.of("token", token, "client_secret", "secret-token:wrong")));

        assertEquals(200, client.info(token).status());
    }

    @Test
    void theParameterTokenIsRequired() {
        Expect.oauthProblem(400, 25, "token", "invalid_request", client.post("/revoke", Map.of()));
        Expect.oauthProblem(405, 20, null, "invalid_request", client.http().get("/revoke?token=" + token()));
    }

    private String token() {
        return client.token(client.solved(WORLD.mailbox()))
                .json()
                .path("access_token")
                .asText();
    }

    private static Answer revoke(TestClient as, String token) {
        return as.post("/revoke", Map.of("token", token));
    }

    private static void expectDone(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        assertEquals("{}", answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }
}
