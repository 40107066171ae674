package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves the answers of {@code /info} to valid, expired, revoked and invented access tokens. */
class InfoIT {
    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();

    @Test
    void aTokenGivesTheAddressAndTheEndOfItsValidity() {
        String code = client.solved(WORLD.mailbox());
        long expires = WORLD.clock().instant().plus(Duration.ofDays(365)).getEpochSecond();
        WORLD.clock().advance(Duration.ofMinutes(1));
        String token = token(code);

        Answer answer = client.info(token);

        assertTrue(answer.json().path("id").isIntegralNumber(), answer.body());
        Expect.json(
                200,
                """
                {"id": %s, "address": {"CONTACT_EMAIL": "person@example.com"}, "address_type": "email",
                 "expires": {"t_s": %d}, "address_expiration": {"t_s": %d},
                 "sub": "%s", "email": "person@example.com", "email_verified": true}
                """.formatted(
                                answer.json().path("id"),
                                expires,
                                expires,
                                answer.json().path("id")),
                answer);
    }

    @Test
    void everyValidationHasAnIdOfItsOwn() {
        String one = client.info(token()).json().path("id").toString();

        assertTrue(!one.equals(client.info(token()).json().path("id").toString()), one);
    }

    /** All spellings lead to one mailbox, so all of them are attested as that mailbox. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s@Example.Com",
                "\u200b%s@exam\u00adple.com\u00a0",
                "\u2068%s@ｅｘａｍｐｌｅ。ｃｏｍ\u2069",
                "\ufeff%s＠example.com\u200e",
            })
    void theAddressAttestedIsTheOneThatTheMessageWentTo(String typed) {
        String local = "V" + typed.hashCode();
        String nonce = client.setup();
        client.authorize(nonce);
        client.challenge(nonce, typed.formatted(local));
        String pin = WORLD.mailbox().newestTan(local + "@example.com");
        String code = TestClient.code(
                client.solve(nonce, pin).json().path("redirect_url").asText());

        String token = client.token(code).json().path("access_token").asText();

        assertEquals(
                "{\"CONTACT_EMAIL\":\"" + local + "@example.com\"}",
                client.info(token).json().path("address").toString());
    }

    @Test
    void theAddressIsTheOneThatWasValidated() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"prefilled@example.com\"}");
        client.authorize(nonce);
        client.challenge(nonce, "first@example.com");
        client.challenge(nonce, " Last@EXAMPLE.com ");
        String code = TestClient.code(client.solve(nonce, WORLD.mailbox().newestTan("Last@example.com"))
                .json()
                .path("redirect_url")
                .asText());

        assertEquals(
                "{\"CONTACT_EMAIL\":\"Last@example.com\"}",
                client.info(token(code)).json().path("address").toString());
    }

    @Test
    void theTokenWorksAnyNumberOfTimesForAnHour() {
        String token = token();
        String first = client.info(token).body();
        WORLD.clock().advance(Duration.ofHours(1).minusMillis(1));
        assertEquals(first, client.info(token).body());
        WORLD.clock().advance(Duration.ofMillis(1));

        expectRefused(404, 9753, null, client.info(token));
    }

    @Test
    void theTokenOutlivesTheNonce() {
        String nonce = client.setup();
        client.authorize(nonce);
        WORLD.clock().advance(Duration.ofHours(24).minusSeconds(1));
        client.challenge(nonce, TestClient.ADDRESS);
        String code = TestClient.code(client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText());
        WORLD.clock().advance(Duration.ofMinutes(4));
        WORLD.node().challenger().housekeeping().purge();
        String token = token(code);
        WORLD.clock().advance(Duration.ofMinutes(59));
        WORLD.node().challenger().housekeeping().purge();

        assertEquals(200, client.info(token).status());
    }

    @Test
    void browsersGetJsonToo() {
        Answer answer = client.http().get("/info", "Authorization", "Bearer " + token(), "Accept", Http.BROWSER);

        assertEquals("application/json", answer.header("Content-Type"));
        expectRefused(403, 25, "Authorization", client.http().get("/info", "Accept", Http.BROWSER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer %s", "BEARER %s", "Bearer   %s "})
    void theSchemeHasNoCase(String authorization) {
        assertEquals(
                200,
                client.http()
                        .get("/info", "Authorization", authorization.formatted(token()))
                        .status());
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        String token = token();

        expectRefused(403, 25, "Authorization", client.http().get("/info"));
        expectRefused(403, 25, "Authorization", client.http().get("/info?access_token=" + token));
        expectRefused(403, 25, "Authorization", client.http().get("/info", "Authorization", "Basic " + token));
        expectRefused(403, 25, "Authorization", client.http().get("/info", "Authorization", token));
        expectRefused(403, 25, "Authorization", client.http().get("/info", "Authorization", "Bearer"));
    }

    @Test
    void aMalformedTokenIsRefused() {
        String token = token();

        expectRefused(403, 26, "Authorization", client.info("x"));
        expectRefused(403, 26, "Authorization", client.info(token + "0"));
        expectRefused(403, 26, "Authorization", client.info(token.substring(1)));
        expectRefused(403, 26, "Authorization", client.info(token + ", " + token));
        expectRefused(403, 26, "Authorization", client.info("Z".repeat(52)));
    }

    @Test
    void aTokenThatIsNotOursIsUnknown() {
        String nonce = client.challenged();
        String code = client.solved(WORLD.mailbox());

        expectRefused(404, 9753, null, client.info("0".repeat(52)));
        expectRefused(404, 9753, null, client.info(nonce));
        expectRefused(404, 9753, null, client.info(code));
    }

    @Test
    void twoTokensAreRefused() {
        String token = "Bearer " + token();
        Answer answer = client.http()
                .send(client.http()
                        .request("/info")
                        .header("Authorization", token)
                        .header("Authorization", token)
                        .build());

        Expect.oauthProblem(400, 23, "Authorization", "invalid_request", answer);
        assertEquals("", answer.header("WWW-Authenticate"));
    }

    @Test
    void theTokenOfADeletedClientIsUnknown() {
        String token = token();
        WORLD.node().challenger().clients().delete(client.id());

        expectRefused(404, 9753, null, client.info(token));
    }

    @Test
    void aTokenIsReadInAnySpelling() {
        assertEquals(200, client.info(token().toLowerCase(Locale.ROOT)).status());
    }

    @Test
    void anotherMethodIsRefusedWithTheFieldsOfBothErrorFormats() {
        Expect.oauthProblem(
                405, 20, null, "invalid_request", client.http().post("/info", "", "Authorization", "Bearer x"));
    }

    @Test
    void headReturnsOnlyTheHeaders() {
        Answer head = client.http()
                .send(client.http()
                        .request("/info")
                        .method("HEAD", BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + token())
                        .build());

        assertEquals(200, head.status());
        assertEquals("", head.body());
    }

    private static void expectRefused(int status, int code, @Nullable String detail, Answer answer) {
        Expect.oauthProblem(status, code, detail, "invalid_token", answer);
        // Code 25 says that there is no token.
        assertEquals(code == 25 ? "Bearer" : "Bearer error=\"invalid_token\"", answer.header("WWW-Authenticate"));
    }

    private String token() {
        return token(client.solved(WORLD.mailbox()));
    }

    private String token(String code) {
        return client.token(code).json().path("access_token").asText();
    }
}
