package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.ClientUpdate;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that pushed authorization requests follow RFC 9126 and lead to their validation. */
class ParIT {
    private static final String URN = "urn:ietf:params:oauth:request_uri:";

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final Map<String, String> S256 = Map.of(
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method",
            "S256",
            "state",
            "pushed & bound");

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();

    /** Otherwise expired rows of other tests could be deleted while a test counts. */
    @BeforeAll
    static void stopHousekeeping() {
        WORLD.node().challenger().housekeeping().close();
    }

    // The pushed request.

    @Test
    void theAnswerHasTheNonceAndTheLifetimeOfTheRequestUri() {
        Answer answer = client.push(Map.of());

        String nonce = nonce(answer);
        Expect.json(201, "{\"request_uri\": \"" + URN + nonce + "\", \"expires_in\": 600}", answer);
        assertTrue(nonce.matches("[0-9A-HJKMNP-TV-Z]{52}"), nonce);
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    void theClientMayUseHttpBasic() {
        String basic = Base64.getEncoder()
                .encodeToString((client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));

        assertEquals(
                201,
                http.postForm("/par", Map.of("response_type", "code"), "Authorization", "Basic " + basic)
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token,400,26,response_type,unsupported_response_type",
        "response_type,'',400,25,response_type,invalid_request",
        "redirect_uri,http://evil.example/,403,9751,,invalid_request",
        "code_challenge,short,400,26,code_challenge,invalid_request",
        "code_challenge_method,S256,400,25,code_challenge,invalid_request",
        "request_uri,urn:x,400,26,request_uri,invalid_request",
        "client_secret,wrong,404,9750,,invalid_client",
        "client_id,999999,404,9750,,invalid_client",
        "client_id,'',400,25,client_id,invalid_request",
        "client_secret,'',400,25,client_secret,invalid_request",
    })
    void argumentsThatAuthorizeOrTokenWouldRefuseAreRefused(
            String name, String value, int status, int code, String detail, String error) {
        long before = validations();

        Answer answer = client.push(Map.of(name, value));

        Expect.oauthProblem(status, code, detail, error, answer);
        assertEquals(
                error.equals("invalid_client") ? "Basic realm=\"challenger\"" : "", answer.header("WWW-Authenticate"));
        assertEquals(before, validations());
    }

    private static long validations() {
        return new Sql(WORLD.database()).number("SELECT COUNT(*) FROM validation");
    }

    @Test
    void pkceIsDemandedOfAClientThatMustUseIt() {
        TestClient strict = WORLD.node().client(true);
        String challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

        Expect.oauthProblem(400, 25, "code_challenge", "invalid_request", strict.push(Map.of()));
        Expect.oauthProblem(
                400, 26, "code_challenge_method", "invalid_request", strict.push(Map.of("code_challenge", challenge)));
        assertEquals(201, strict.push(S256).status());
    }

    @Test
    void onlyPostIsAllowed() {
        Answer answer = http.get("/par?response_type=code");

        assertEquals(405, answer.status());
        assertEquals("OPTIONS, POST", answer.header("Allow"));
    }

    // From the request URI to the validation.

    @Test
    void theRequestUriMayBeOpenedAnyNumberOfTimes() {
        String nonce = nonce(client.push(Map.of("redirect_uri", TestClient.REDIRECT_URI, "state", "x".repeat(4000))));
        String expected = "authorize/" + nonce + "?response_type=code&client_id=" + client.id();
        int messages = WORLD.mailbox().messages().size();

        for (String accept : List.of("application/json", Http.BROWSER)) {
            Expect.redirect(expected, http.get(path(client, nonce), "Accept", accept));
            Expect.redirect(expected, http.post(path(client, nonce), "", "Accept", accept));
            Expect.redirect(
                    expected,
                    http.send(http.request(path(client, nonce))
                            .method("HEAD", BodyPublishers.noBody())
                            .build()));
        }

        assertEquals(messages, WORLD.mailbox().messages().size());
        assertEquals(
                0,
                new Sql(WORLD.database())
                        .number("SELECT MAX(version) FROM validation WHERE client_id = " + client.id()));
        Answer status = http.get("/" + expected);
        assertEquals(200, status.status(), status.body());
        assertFalse(status.json().path("solved").asBoolean());
        Answer page = http.get("/" + expected, "Accept", Http.BROWSER);
        assertEquals(200, page.status());
        // The way back has the long state.
        assertTrue(page.body().contains("&amp;state=" + "x".repeat(4000) + "&amp;iss="), page.body());
    }

    @Test
    void theRequestUriWorksForTenMinutesAndItsValidationLivesOn() {
        String nonce = nonce(client.push(Map.of("state", "s")));
        WORLD.clock().advance(Duration.ofMinutes(10).minusMillis(1001));
        assertEquals(302, http.get(path(client, nonce)).status());

        WORLD.clock().advance(Duration.ofMillis(1001));

        Expect.problem(404, 9755, "the request_uri has expired", http.get(path(client, nonce)));
        String back = http.get(path(client, nonce), "Accept", Http.BROWSER).header("Location");
        assertTrue(
                back.startsWith(TestClient.REDIRECT_URI + "?error=invalid_request_uri&error_description=")
                        && back.contains("&state=s&iss="),
                back);
        assertEquals(200, http.get(client.authorizePath(nonce, Map.of())).status());
        assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
    }

    @Test
    void pushedArgumentsOverrideThoseOfTheBrowser() {
        String nonce = nonce(client.push(S256));
        client.challenge(nonce, TestClient.ADDRESS);

        Answer later = http.get(client.authorizePath(nonce, Map.of("state", "later")));

        assertEquals(200, later.status(), later.body());
        String redirectUrl = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertTrue(redirectUrl.contains("&state=pushed%20%26%20bound&iss="), redirectUrl);
        String code = TestClient.code(redirectUrl);
        assertEquals(400, client.token(code).status());
        assertEquals(200, client.token(code, Map.of("code_verifier", VERIFIER)).status());
    }

    @Test
    void aClientWithSeveralRedirectUrisNamesOneOfThemOnce() {
        List<String> uris = List.of("https://shop.example/first", TestClient.REDIRECT_URI);
        WORLD.node()
                .challenger()
                .clients()
                .update(
                        client.id(),
                        new ClientUpdate(
                                Optional.of(uris),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));

        assertEquals(25, client.push(Map.of()).code());
        String nonce = nonce(client.push(Map.of("redirect_uri", uris.get(1))));
        Answer bound = http.get("/authorize/" + nonce + "?response_type=code&client_id=" + client.id());
        assertEquals(200, bound.status(), bound.body());
        client.challenge(nonce, TestClient.ADDRESS);
        String url = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertTrue(url.startsWith(uris.get(1) + "?code="), url);
    }

    @Test
    void aRedirectUriThatIsNotRegisteredIsRefusedLaterToo() {
        String nonce = nonce(client.push(Map.of()));

        Expect.problem(
                403, 9751, http.get(client.authorizePath(nonce, Map.of("redirect_uri", "http://evil.example/"))));
    }

    @Test
    void foreignAndInventedRequestUrisAreUnknown() {
        String nonce = nonce(client.push(Map.of()));
        TestClient other = WORLD.node().client();
        String expired = nonce(client.push(Map.of()));

        for (String path : List.of(
                path(other, nonce),
                path(client, "0".repeat(52)),
                path(client, "x"),
                path(client, client.setup()),
                "/authorize?client_id=" + client.id() + "&request_uri=https://shop.example/" + nonce)) {
            Expect.problem(404, 9755, http.get(path));
            Expect.page(404, http.get(path, "Accept", Http.BROWSER), "9755");
        }
        WORLD.clock().advance(Duration.ofHours(24));
        Expect.problem(404, 9755, http.get(path(client, expired)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?request_uri=", "?request_uri=a&request_uri=b", "?client_id=x", "?client_id=1"})
    void argumentsThatAreMissingOrMalformedAreNamed(String query) {
        String name = query.contains("client_id=1") ? "request_uri: this client begins at /setup or /par" : "client_id";
        int code = query.contains("client_id=x") ? 26 : 25;

        Expect.problem(400, code, name, http.get("/authorize" + query));
        Expect.page(400, http.get("/authorize" + query, "Accept", Http.BROWSER), name);
    }

    private static String path(TestClient as, String nonce) {
        return "/authorize?client_id=" + as.id() + "&request_uri=" + Http.encode(URN + nonce);
    }

    private static String nonce(Answer pushed) {
        assertEquals(201, pushed.status(), pushed.body());
        return pushed.json().path("request_uri").asText().substring(URN.length());
    }
}
