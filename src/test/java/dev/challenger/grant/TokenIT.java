package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.client.ClientSecret;
import dev.challenger.client.ClientUpdate;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code /token} exchanges a code for an access token only for its own client. */
class TokenIT {
    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String S256 = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();

    @Test
    void aCodeGivesAToken() {
        Answer answer = client.token(solved());

        String token = answer.json().path("access_token").asText();
        Expect.json(
                200, "{\"access_token\": \"" + token + "\", \"token_type\": \"Bearer\", \"expires_in\": 3600}", answer);
        assertTrue(token.matches("[0-9A-HJKMNP-TV-Z]{52}"), token);
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(200, client.info(token).status());
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertEquals(
                200,
                client.token(solved(), Map.of("state", "x", "scope", "y", "resource", "\u0000"))
                        .status());
    }

    @Test
    void browsersGetJsonToo() {
        Map<String, String> form = form(solved());

        Answer answer = client.http().postForm("/token", form, "Accept", Http.BROWSER);
        assertEquals("Bearer", answer.json().path("token_type").asText());
        expectRefused(400, 9754, null, "invalid_grant", client.http().postForm("/token", form, "Accept", Http.BROWSER));
    }

    // Client authentication.

    @Test
    void theClientMayUseHttpBasic() {
        expectToken(basic(client.id() + ":" + client.secret(), form(solved(), "client_id", "client_secret")));
        expectToken(basic(client.id() + ":" + client.secret(), form(solved(), "client_secret")));
        expectToken(basic(
                client.id() + ":" + URLEncoder.encode(client.secret(), StandardCharsets.UTF_8),
                form(solved(), "client_id", "client_secret")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret-token:ab+cd/ef%20gh:ij=kl&mn?op",
                "secret-token:%41%42+%%zzabcdefghijklmnop",
            })
    void anySecretMayBeRawOrPercentEncodedInHttpBasic(String secret) {
        Registration registration = WORLD.node()
                .challenger()
                .clients()
                .add(
                        Client.fresh("Odd Shop", List.of(TestClient.REDIRECT_URI)),
                        Instances.NONE,
                        ClientSecret.choose(secret));
        TestClient odd = new TestClient(client.http(), registration.id(), secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);

        expectToken(basic(odd.id() + ":" + secret, form(odd.solved(WORLD.mailbox()), "client_id", "client_secret")));
        expectToken(basic(odd.id() + ":" + encoded, form(odd.solved(WORLD.mailbox()), "client_id", "client_secret")));
        expectToken(odd.token(odd.solved(WORLD.mailbox())));
    }

    @Test
    void unknownClientsAndWrongSecretsAreIndistinguishable() {
        String code = solved();
        TestClient other = WORLD.node().client();

        expectRefused(404, 9750, null, "invalid_client", client.token(code, Map.of("client_secret", "x")));
        expectRefused(404, 9750, null, "invalid_client", client.token(code, Map.of("client_secret", other.secret())));
        expectRefused(404, 9750, null, "invalid_client", client.token(code, Map.of("client_id", "999999")));
        expectRefused(404, 9750, null, "invalid_client", client.token(code, Map.of("client_id", "x")));
        expectRefused(
                404, 9750, null, "invalid_client", basic(client.id() + ":x", form(code, "client_id", "client_secret")));
        expectRefused(404, 9750, null, "invalid_client", basic("x:x", form("nonsense", "client_id", "client_secret")));

        expectToken(client.token(code));
    }

    @Test
    void theClientAuthenticatesInOneWayOnly() {
        Map<String, String> form = form(solved());

        expectRefused(
                400,
                26,
                "client_secret is there twice",
                "invalid_request",
                basic(client.id() + ":" + client.secret(), form));
        form.remove("client_secret");
        form.put("client_id", "999999");
        expectRefused(400, 26, "client_id", "invalid_request", basic(client.id() + ":" + client.secret(), form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic !", "Basic bm9jb2xvbg==", "Basic YTpi=", "Basic ÿ"})
    void malformedHttpBasicIsRefused(String authorization) {
        Answer answer = client.http()
                .postForm("/token", form(solved(), "client_id", "client_secret"), "Authorization", authorization);

        assertEquals(400, answer.status(), answer.body());
        assertEquals("invalid_request", answer.json().path("error").asText());
    }

    // Required fields.

    @ParameterizedTest
    @CsvSource({"grant_type", "code", "client_id", "client_secret", "redirect_uri"})
    void aMissingFieldIsNamed(String field) {
        expectRefused(400, 25, field, "invalid_request", client.http().postForm("/token", form(solved(), field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "client_credentials", "password", "AUTHORIZATION_CODE", "x"})
    void anotherGrantTypeIsUnsupported(String type) {
        expectRefused(
                400, 26, "grant_type", "unsupported_grant_type", client.token(solved(), Map.of("grant_type", type)));
    }

    @Test
    void aRepeatedFieldIsNamed() {
        String form = Http.form(form(solved()));

        expectRefused(400, 26, "code", "invalid_request", client.http().post("/token", form + "&code=x"));
    }

    @Test
    void theQueryIsIgnored() {
        expectRefused(
                400,
                25,
                "grant_type",
                "invalid_request",
                client.http().post("/token?" + Http.form(form(solved())), ""));
    }

    @Test
    void otherContentTypesThanAFormAreRefused() {
        expectRefused(
                400,
                23,
                "Content-Type must be application/x-www-form-urlencoded",
                "invalid_request",
                client.http().post("/token", "{}", "Content-Type", "application/json"));
        expectRefused(
                400,
                25,
                "grant_type",
                "invalid_request",
                client.http()
                        .post("/token", "", "Content-Type", "application/x-www-form-urlencoded; charset=ISO-8859-1"));
        expectRefused(413, 32, null, "invalid_request", client.http().post("/token", "x=" + "x".repeat(16 * 1024)));
        expectRefused(
                400, 28, null, "invalid_request", client.http().post("/token", "x", "Content-Encoding", "deflate"));
        expectRefused(405, 20, null, "invalid_request", client.http().get("/token"));
        expectRefused(414, 31, null, "invalid_request", client.http().post("/token?" + "x".repeat(8000), ""));
    }

    // The code.

    @ParameterizedTest
    @ValueSource(strings = {"x", "0000000000000000000000000000000000000000000000000000", "é", " "})
    void aCodeThatIsNotOursIsRefused(String code) {
        expectRefused(400, 9754, null, "invalid_grant", client.token(code));
    }

    @Test
    void aNonceIsNotAcceptedAsACode() {
        expectRefused(400, 9754, null, "invalid_grant", client.token(client.challenged()));
    }

    @Test
    void theCodeOfAnotherClientIsRefusedAndStaysValid() {
        String code = solved();
        TestClient thief = WORLD.node().client();

        expectRefused(400, 9754, null, "invalid_grant", thief.token(code));

        String token = expectToken(client.token(code));
        expectRefused(400, 9754, null, "invalid_grant", thief.token(code));
        assertEquals(200, client.info(token).status());
    }

    @Test
    void aCodeWorksForFiveMinutes() {
        String code = solved();
        String late = solved();
        WORLD.clock().advance(Duration.ofMinutes(5).minusMillis(1));
        expectToken(client.token(code));
        WORLD.clock().advance(Duration.ofMillis(1));

        expectRefused(400, 9754, null, "invalid_grant", client.token(late));
    }

    @Test
    void presentingACodeAgainRevokesItsToken() {
        String code = solved();
        String token = expectToken(client.token(code));
        WORLD.clock().advance(Duration.ofMinutes(10));
        assertEquals(200, client.info(token).status());

        expectRefused(400, 9754, null, "invalid_grant", client.token(code));

        assertEquals(9753, client.info(token).code());
        expectRefused(400, 9754, null, "invalid_grant", client.token(code));
    }

    @Test
    void aRefusedRequestDoesNotUseTheCodeUp() {
        String code = solved();

        expectRefused(
                400, 9751, null, "invalid_grant", client.token(code, Map.of("redirect_uri", "http://localhost:9999/")));
        expectRefused(400, 9754, null, "invalid_grant", client.token(code, Map.of("code_verifier", VERIFIER)));

        expectToken(client.token(code));
    }

    // The redirect URI.

    @ParameterizedTest
    @ValueSource(
            strings = {TestClient.REDIRECT_URI + "/", "HTTP://localhost:9999/callback", "http://evil.example/", "x"})
    void anotherRedirectUriThanTheBoundOneIsRefused(String uri) {
        expectRefused(400, 9751, null, "invalid_grant", client.token(solved(), Map.of("redirect_uri", uri)));
    }

    @Test
    void aRedirectUriThatWasNotBoundMayBeLeftOutOrBeTheRegisteredOne() {
        expectToken(client.http().postForm("/token", form(solved(Map.of("redirect_uri", "")), "redirect_uri")));
        expectToken(client.token(solved(Map.of("redirect_uri", ""))));
        expectRefused(
                400,
                9751,
                null,
                "invalid_grant",
                client.token(solved(Map.of("redirect_uri", "")), Map.of("redirect_uri", "x")));
    }

    // PKCE.

    @Test
    void theVerifierMustMatchTheCodeChallenge() {
        Map<String, String> s256 = Map.of("code_challenge", S256, "code_challenge_method", "S256");
        Map<String, String> plain = Map.of("code_challenge", VERIFIER, "code_challenge_method", "plain");
        Map<String, String> nothing = Map.of("code_challenge", VERIFIER);

        for (Map<String, String> bound : List.of(s256, plain, nothing)) {
            expectToken(client.token(solved(bound), Map.of("code_verifier", VERIFIER)));
            String code = solved(bound);
            expectRefused(400, 9754, null, "invalid_grant", client.token(code));
            expectRefused(400, 9754, null, "invalid_grant", client.token(code, Map.of("code_verifier", "x")));
            expectRefused(
                    400, 9754, null, "invalid_grant", client.token(code, Map.of("code_verifier", VERIFIER + "A")));
            expectToken(client.token(code, Map.of("code_verifier", VERIFIER)));
        }
    }

    @Test
    void knowingTheS256ChallengeIsNotEnough() {
        String code = solved(Map.of("code_challenge", S256, "code_challenge_method", "S256"));

        expectRefused(400, 9754, null, "invalid_grant", client.token(code, Map.of("code_verifier", S256)));
    }

    /** An attacker between client and service removed the code challenge from the authorization request. */
    @Test
    void aVerifierWithoutAChallengeIsRefused() {
        expectRefused(400, 9754, null, "invalid_grant", client.token(solved(), Map.of("code_verifier", VERIFIER)));
    }

    /** A code can be obtained without /authorize. Then the registered redirect URI counts. */
    @Test
    void aCodeWithoutTheRequiredChallengeIsRefused() {
        TestClient strict = WORLD.node().client(true);
        String nonce = strict.setup();
        strict.challenge(nonce, TestClient.ADDRESS);
        String code = TestClient.code(strict.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText());

        expectRefused(400, 9754, null, "invalid_grant", strict.token(code));
        expectRefused(400, 9754, null, "invalid_grant", strict.token(code, Map.of("code_verifier", VERIFIER)));
    }

    @Test
    void aCodeFromBeforePkceWasRequiredIsRefused() {
        String without = solved();
        String plain = solved(Map.of("code_challenge", VERIFIER));
        String s256 = solved(Map.of("code_challenge", S256, "code_challenge_method", "S256"));
        WORLD.node()
                .challenger()
                .clients()
                .update(
                        client.id(),
                        new ClientUpdate(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(true),
                                Optional.empty(),
                                Optional.empty()));

        expectRefused(400, 9754, null, "invalid_grant", client.token(without));
        expectRefused(400, 9754, null, "invalid_grant", client.token(plain, Map.of("code_verifier", VERIFIER)));
        expectToken(client.token(s256, Map.of("code_verifier", VERIFIER)));
    }

    @Test
    void bothSecretsOfAClientWorkDuringARotation() {
        String newest = WORLD.node()
                .challenger()
                .clients()
                .rotateSecret(client.id(), Optional.empty())
                .text();

        expectToken(client.token(solved()));
        expectToken(client.token(solved(), Map.of("client_secret", newest)));
        WORLD.node().challenger().clients().dropOldSecret(client.id());
        expectRefused(404, 9750, null, "invalid_client", client.token("x"));
    }

    private static String expectToken(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json().path("access_token").asText();
    }

    private static void expectRefused(int status, int code, @Nullable String detail, String error, Answer answer) {
        Expect.oauthProblem(status, code, detail, error, answer);
        assertEquals(
                error.equals("invalid_client") ? "Basic realm=\"challenger\"" : "", answer.header("WWW-Authenticate"));
    }

    private String solved() {
        return client.solved(WORLD.mailbox());
    }

    /** Solves a validation to which these arguments were bound, and returns its code. */
    private String solved(Map<String, String> bound) {
        String nonce = client.challenged();
        assertEquals(200, client.http().get(client.authorizePath(nonce, bound)).status());
        return TestClient.code(client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText());
    }

    private Map<String, String> form(String code, String... without) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", TestClient.REDIRECT_URI);
        form.put("client_id", Long.toString(client.id()));
        form.put("client_secret", client.secret());
        List.of(without).forEach(form::remove);
        return form;
    }

    private Answer basic(String credentials, Map<String, String> form) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return client.http().postForm("/token", form, "Authorization", "Basic " + encoded);
    }
}
