package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that people of a client registered for it may begin at {@code /authorize}, and that strangers gain nothing by that. */
class DirectStartIT {
    /** The example of RFC 7636, appendix B. */
    private static final Map<String, String> S256 =
            Map.of("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method", "S256");

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    @AutoClose
    private final World world =
            World.with("limit.open-validations", "12", "budget.direct-starts", "8/PT1H", "proxy.trusted", "127.0.0.1");

    private final TestClient client = world.node().directClient();
    private final Http http = client.http();

    /** Otherwise rows would be deleted while a test counts. */
    @BeforeEach
    void stopHousekeeping() {
        world.node().challenger().housekeeping().close();
    }

    private String path(Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", Long.toString(client.id()));
        query.put("redirect_uri", TestClient.REDIRECT_URI);
        query.put("state", "the state");
        query.putAll(more);
        return "/authorize?" + Http.form(query);
    }

    private String start(Map<String, String> more) {
        return nonce(http.get(path(more)));
    }

    private String nonce(Answer answer) {
        assertEquals(302, answer.status(), answer.body());
        String location = answer.header("Location");
        assertTrue(location.matches("authorize/[0-9A-Z]{52}\\?response_type=code&client_id=" + client.id()), location);
        return location.substring("authorize/".length(), location.indexOf('?'));
    }

    private long validations() {
        return new Sql(world.database()).number("SELECT COUNT(*) FROM validation");
    }

    // The flow.

    @ParameterizedTest
    @ValueSource(strings = {"application/json", Http.BROWSER, "*/*"})
    void aRequestWithoutANonceOrdersAValidationAndLeadsToIt(String accept) {
        String nonce = nonce(http.get(path(Map.of()), "Accept", accept));

        Answer status = http.get("/authorize/" + nonce + "?response_type=code&client_id=" + client.id());
        client.challenge(nonce, TestClient.ADDRESS);
        String back = client.solve(nonce, world.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();

        assertEquals(200, status.status(), status.body());
        assertTrue(back.startsWith(TestClient.REDIRECT_URI + "?code=") && back.contains("&state=the%20state&"), back);
        assertEquals(200, client.token(TestClient.code(back)).status());
        assertEquals(1, world.mailbox().messages().size());
    }

    @Test
    void pkceHoldsAndNoBrowserReplacesTheArguments() {
        String nonce = start(S256);
        client.challenge(nonce, TestClient.ADDRESS);
        http.get(client.authorizePath(nonce, Map.of("state", "of an attacker")));

        String back = client.solve(nonce, world.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();

        assertTrue(back.contains("&state=the%20state&"), back);
        assertEquals(400, client.token(TestClient.code(back)).status());
        assertEquals(
                200,
                client.token(TestClient.code(back), Map.of("code_verifier", VERIFIER))
                        .status());
    }

    @Test
    void theResultIsPostedIfTheClientWantsThat() {
        String nonce = start(Map.of("response_mode", "form_post"));

        Expect.page(200, http.get("/challenge/" + nonce, "Accept", Http.BROWSER), "?return=cancelled");
    }

    // The same URL again.

    @Test
    void theSameUrlWithAPkceChallengeLeadsToTheSameValidation() {
        String first = start(S256);

        assertEquals(first, start(S256));
        assertEquals(first, nonce(http.post(path(S256), "")));
        assertEquals(1, validations());
        client.challenge(first, TestClient.ADDRESS);
        client.solve(first, world.mailbox().newestTan());
        assertEquals(first, start(S256));
    }

    @Test
    void anotherNetworkStateOrHourLeadsToAnotherValidation() {
        String first = start(S256);
        Map<String, String> other = new LinkedHashMap<>(S256);
        other.put("state", "other");

        assertNotEquals(first, start(other));
        assertNotEquals(first, nonce(http.get(path(S256), "X-Forwarded-For", "192.0.2.1")));
        world.clock().advance(Duration.ofHours(1));
        assertNotEquals(first, start(S256));
    }

    @Test
    void aUrlNeverLeadsToAValidationThatHasExpired() {
        try (Node brief = world.another("validation.valid-for", "PT10M")) {
            Http there = brief.directClient().http();
            for (int i = 0; i < 4; i++) {
                String nonce = nonce(there.get(path(S256)));
                assertEquals(200, client.authorize(nonce).status());
                world.clock().advance(Duration.ofMinutes(10));
                assertEquals(404, client.authorize(nonce).status());
            }
        }
    }

    /** A client may give the same state to everybody. */
    @Test
    void withoutAPkceChallengeNobodySharesAValidation() {
        Map<String, String> plain = Map.of("code_challenge", "x".repeat(43));

        assertNotEquals(start(Map.of()), start(Map.of()));
        assertNotEquals(start(plain), start(plain));
    }

    @Test
    void headAndPrefetchOrderNothing() {
        for (String accept : new String[] {"*/*", Http.BROWSER}) {
            Answer head = http.send(http.request(path(Map.of()))
                    .method("HEAD", BodyPublishers.noBody())
                    .header("Accept", accept)
                    .build());
            assertEquals(200, head.status());
            assertEquals("", head.header("Location"));
        }
        assertEquals(
                503,
                http.get(path(Map.of()), "Sec-Purpose", "prefetch;prerender").status());
        assertEquals(503, http.get(path(Map.of()), "Purpose", "prefetch").status());

        assertEquals(0, validations());
    }

    // The supposed address.

    @Test
    void aLoginHintFillsInTheAddressThatThePersonMayChange() {
        String nonce = start(Map.of("login_hint", "  Ada@EXAMPLE.com "));

        Expect.page(
                200,
                http.get("/challenge/" + nonce, "Accept", Http.BROWSER),
                "value=\"Ada@example.com\"",
                "name=\"CONTACT_EMAIL\"");
        assertEquals(200, client.challenge(nonce, "other@example.com").status());
        assertEquals(1, world.mailbox().messages().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "<script>", "a@b", "+41791234567"})
    void aLoginHintThatIsNoAddressIsLeftOut(String hint) {
        Answer status = client.authorize(start(Map.of("login_hint", hint)));

        assertTrue(status.json().path("last_address").isMissingNode(), status.body());
    }

    @Test
    void aLoginHintThatIsTooLongIsLeftOut() {
        String nonce = start(Map.of("login_hint", "a@" + "b.".repeat(2000) + "com"));

        assertTrue(client.authorize(nonce).json().path("last_address").isMissingNode());
    }

    @Test
    void aPushedRequestMayHaveALoginHint() {
        String urn = client.push(Map.of("login_hint", TestClient.ADDRESS))
                .json()
                .path("request_uri")
                .asText();

        Answer status = client.authorize(urn.replaceFirst(".*:", ""));

        assertEquals(
                TestClient.ADDRESS,
                status.json().path("last_address").path("CONTACT_EMAIL").asText());
    }

    // Refusals.

    @Test
    void forOtherClientsTheRefusalNamesWhereTheyBegin() {
        TestClient ordinary = world.node().client();
        String detail = "request_uri: this client begins at /setup or /par";

        for (long id : new long[] {ordinary.id(), 999_999}) {
            String path = path(Map.of("client_id", Long.toString(id)));
            Expect.problem(400, 25, detail, http.get(path));
            Answer page = http.get(path, "Accept", Http.BROWSER);
            Expect.page(400, page, "/setup", "/par");
            assertEquals("", page.header("Location"));
        }
        assertEquals(0, validations());
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token,26,response_type,unsupported_response_type",
        "response_type,'',25,response_type,invalid_request",
        "response_mode,fragment,26,response_mode,invalid_request",
        "code_challenge,short,26,code_challenge,invalid_request",
    })
    void theClientLearnsOfABadRequest(String name, String value, int code, String detail, String error) {
        String path = path(Map.of(name, value));

        Expect.problem(400, code, detail, http.get(path));
        String location = http.get(path, "Accept", Http.BROWSER).header("Location");
        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=" + error + "&"), location);
        assertTrue(location.contains("&state=the%20state&iss="), location);
        assertEquals(0, validations());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/",
                TestClient.REDIRECT_URI + "/",
                TestClient.REDIRECT_URI + "@evil.example",
                "javascript:alert(1)",
                "//evil.example",
            })
    void nobodyIsSentToARedirectUriThatIsNotRegistered(String uri) {
        for (String type : new String[] {"code", "token"}) {
            String path = path(Map.of("redirect_uri", uri, "response_type", type));
            Answer page = http.get(path, "Accept", Http.BROWSER);
            assertTrue(page.status() >= 400, page.body());
            assertEquals("", page.header("Location"));
            assertFalse(page.body().contains("evil.example"), page.body());
        }
        Expect.problem(403, 9751, http.get(path(Map.of("redirect_uri", uri))));
        assertEquals(0, validations());
    }

    // Bounds.

    @Test
    void aNetworkHasABudgetOfStarts() {
        TestClient other = world.node().directClient();
        for (int i = 0; i < 8; i++) {
            String id = Long.toString(i < 4 ? client.id() : other.id());
            assertEquals(302, http.get(path(Map.of("client_id", id))).status());
        }

        Answer refused = http.get(path(Map.of()));
        String location = http.get(path(Map.of()), "Accept", Http.BROWSER).header("Location");

        Expect.problem(429, 9757, "direct starts from this network", refused);
        assertFalse(refused.header("Retry-After").isEmpty());
        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=temporarily_unavailable&"), location);
        assertEquals(8, validations());
        assertEquals(
                302, http.get(path(Map.of()), "X-Forwarded-For", "192.0.2.1").status());
        world.clock().advance(Duration.ofHours(1));
        assertEquals(302, http.get(path(Map.of())).status());
    }

    @Test
    void strangersLeaveHalfOfTheRoomToTheOrdersOfTheClient() {
        for (int i = 0; i < 6; i++) {
            start(Map.of());
        }

        Expect.problem(429, 9757, "open validations of this client", http.get(path(Map.of())));
        for (int i = 0; i < 6; i++) {
            client.setup();
        }
        assertEquals(12, validations());
    }

    @Test
    void whatNobodyGoesOnWithIsPurgedAfterAnHour() {
        String abandoned = start(Map.of());
        String entered = start(Map.of());
        client.challenge(entered, TestClient.ADDRESS);

        world.clock().advance(Duration.ofHours(1));
        world.node().challenger().housekeeping().purge();

        Expect.problem(404, 9755, client.authorize(abandoned));
        assertEquals(200, client.authorize(entered).status());
        world.clock().advance(Duration.ofHours(23));
        world.node().challenger().housekeeping().purge();
        assertEquals(0, validations());
    }
}
