package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.ClientUpdate;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves the answers of {@code /authorize} to programs and browsers, and the arguments that it binds. */
class AuthorizeIT {
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final Map<String, String> S256 =
            Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256");

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();

    // Answers to programs.

    @Test
    void aFreshValidationHasEverythingLeft() {
        Expect.json(200, """
                {"fix_address": false, "solved": false, "changes_left": 3, "pin_transmissions_left": 3,
                 "auth_attempts_left": 0, "retransmission_time": {"t_s": 0}}
                """, client.authorize(client.setup()));
    }

    @Test
    void aPrefilledAddressIsTheLastOneAndMayBeChanged() {
        Expect.json(200, """
                {"fix_address": false, "last_address": {"CONTACT_EMAIL": "person@example.com"}, "solved": false,
                 "changes_left": 3, "pin_transmissions_left": 3, "auth_attempts_left": 0,
                 "retransmission_time": {"t_s": 0}}
                """, client.authorize(client.setup("{\"CONTACT_EMAIL\": \"person@example.com\"}")));
    }

    @Test
    void aReadOnlyAddressIsFixed() {
        Expect.json(
                200,
                """
                {"fix_address": true, "last_address": {"CONTACT_EMAIL": "person@example.com"}, "solved": false,
                 "changes_left": 1, "pin_transmissions_left": 3, "auth_attempts_left": 0,
                 "retransmission_time": {"t_s": 0}}
                """,
                client.authorize(client.setup("{\"CONTACT_EMAIL\": \"person@example.com\", \"read_only\": true}")));
    }

    @Test
    void onceATanIsSentTheAnswerTellsWhatIsLeft() {
        String nonce = client.challenged();
        client.solve(nonce, "00000000");

        Expect.json(200, """
                {"fix_address": false, "last_address": {"CONTACT_EMAIL": "person@example.com"}, "solved": false,
                 "changes_left": 2, "pin_transmissions_left": 2, "auth_attempts_left": 2,
                 "retransmission_time": {"t_s": %d}}
                """.formatted(WORLD.clock().instant().getEpochSecond() + 60), client.authorize(nonce));
    }

    @Test
    void withoutChangesTheAddressIsFixed() {
        String nonce = client.setup();
        client.challenge(nonce, "a@example.com");
        client.challenge(nonce, "b@example.com");
        assertFalse(client.authorize(nonce).json().path("fix_address").asBoolean());

        client.challenge(nonce, "c@example.com");

        assertTrue(client.authorize(nonce).json().path("fix_address").asBoolean());
    }

    @Test
    void withoutTransmissionsLeftTheNextTimeIsNever() {
        String nonce = client.challenged();
        for (int minutes : List.of(1, 2)) {
            WORLD.clock().advance(Duration.ofMinutes(minutes));
            client.challenge(nonce, TestClient.ADDRESS);
        }

        Answer status = client.authorize(nonce);

        assertEquals("0", status.json().path("pin_transmissions_left").toString());
        assertEquals(
                "{\"t_s\":\"never\"}", status.json().path("retransmission_time").toString());
    }

    @Test
    void aSolvedValidationIsReportedAsSolved() {
        String nonce = client.challenged();
        client.solve(nonce, WORLD.mailbox().newestTan());

        assertEquals("true", client.authorize(nonce).json().path("solved").toString());
    }

    // Answers to people.

    @Test
    void peopleGetThePageOfTheNextStep() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"<prefilled@example.com\"}");
        Expect.page(200, client.browse(nonce), "name=\"CONTACT_EMAIL\"", "&lt;prefilled@example.com", "Sample Shop");

        client.challenge(nonce, TestClient.ADDRESS);
        Expect.page(200, client.browse(nonce), "autocomplete=\"one-time-code\"", TestClient.ADDRESS);

        String redirectUrl = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        Expect.page(200, client.browse(nonce), redirectUrl.replace("&", "&amp;"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"*/*", "text/*", "application/json, text/html", "text/html;q=0.5, application/json;q=0.6"})
    void clientsThatDoNotPreferHtmlGetJson(String accept) {
        Answer answer = http.get(client.authorizePath(client.setup(), Map.of()), "Accept", accept);

        assertEquals("application/json", answer.header("Content-Type"));
    }

    // The nonce.

    @Test
    void foreignAndInventedNoncesAreUnknown() {
        String nonce = client.setup();
        TestClient other = WORLD.node().client();

        Expect.problem(404, 9755, other.authorize(nonce));
        Expect.problem(404, 9755, client.authorize("0".repeat(52)));
        Expect.problem(404, 9755, client.authorize("0".repeat(51)));
        Expect.problem(404, 9755, client.authorize("Z".repeat(52)));
        Expect.problem(404, 9755, client.authorize(nonce + "0"));
        Expect.page(404, http.get(client.authorizePath("0".repeat(52), Map.of()), "Accept", Http.BROWSER), "9755");
    }

    @Test
    void aNonceIsReadInAnySpelling() {
        String nonce = client.setup();

        assertEquals(
                200,
                client.authorize(
                                nonce.toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l'))
                        .status());
    }

    @Test
    void anExpiredNonceIsUnknown() {
        String nonce = client.setup();
        WORLD.clock().advance(Duration.ofHours(24));

        Expect.problem(404, 9755, client.authorize(nonce));
    }

    // The arguments.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=%d | 25 | response_type",
                "response_type=&client_id=%d | 25 | response_type",
                "response_type=token&client_id=%d | 26 | response_type",
                "response_type=code%%20token&client_id=%d | 26 | response_type",
                "response_type=code | 25 | client_id",
                "response_type=code&client_id=x%d | 26 | client_id",
                "response_type=code&client_id=%%31&client_id=%d | 26 | client_id",
                "response_type=code&client_id=%d&state=1&state=2 | 26 | state",
                "response_type=code&client_id=%d&redirect_uri=%%FF | 26 | redirect_uri",
                "response_type=code&client_id=%d&code_challenge=short | 26 | code_challenge",
                "response_type=code&client_id=%d&code_challenge_method=S256 | 25 | code_challenge",
                "response_type=code&client_id=%d&code_challenge_method=S512&code_challenge=" + CHALLENGE
                        + " | 26 | code_challenge_method",
            })
    void anArgumentThatIsMissingOrMalformedIsNamed(String query, int code, String name) {
        String path = "/authorize/" + client.setup() + "?" + query.formatted(client.id());

        Expect.problem(400, code, name, http.get(path));
        Answer answer = http.get(path, "Accept", Http.BROWSER);
        if (List.of("client_id", "redirect_uri").contains(name) || !query.contains("client_id")) {
            Expect.page(400, answer, name);
        } else {
            assertTrue(answer.header("Location").contains(name), answer.toString());
        }
    }

    @Test
    void argumentsAreReadOnlyFromTheQuery() {
        String nonce = client.setup();
        String path = client.authorizePath(nonce, Map.of());

        assertEquals(200, http.postForm(path, Map.of("response_type", "token")).status());
        assertEquals(200, http.post(path, "").status());
        Expect.problem(
                400, 25, "response_type", http.post("/authorize/" + nonce, path.substring(path.indexOf('?') + 1)));
    }

    @Test
    void postAnswersPeopleAsGetDoes() {
        String path = client.authorizePath(client.setup(), Map.of());

        assertEquals(
                http.get(path, "Accept", Http.BROWSER).body(),
                http.post(path, "", "Accept", Http.BROWSER).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=a%20b", "scope=%FF", "scope=1&scope=2", "nonce=x", "prompt=login", "x", "&&"})
    void otherArgumentsMayBeAnything(String more) {
        assertEquals(
                200,
                http.get(client.authorizePath(client.setup(), Map.of()) + "&" + more)
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TestClient.REDIRECT_URI + "/",
                TestClient.REDIRECT_URI + "?x",
                "HTTP://localhost:9999/callback",
                "http://localhost:9999/%63allback",
                "http://evil.example/",
                "javascript:alert(1)",
            })
    void browsersAreSentToTheRegisteredRedirectUriOnly(String uri) {
        String path = client.authorizePath(client.setup(), Map.of("redirect_uri", uri));

        Expect.problem(403, 9751, http.get(path));
        Answer page = http.get(path, "Accept", Http.BROWSER);
        Expect.page(403, page, "9751");
        assertEquals("", page.header("Location"));
        assertFalse(page.body().contains(uri), page.body());
    }

    @Test
    void aClientWithSeveralRedirectUrisNamesOneOfThem() {
        List<String> uris = List.of(TestClient.REDIRECT_URI, "https://shop.example/other?a=b");
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
        String nonce = client.setup();
        String without = "/authorize/" + nonce + "?response_type=code&client_id=" + client.id();

        Expect.problem(400, 25, "redirect_uri", http.get(without));
        Expect.problem(403, 9751, http.get(client.authorizePath(nonce, Map.of("redirect_uri", uris.get(1) + "&c"))));
        Expect.problem(
                403, 9751, http.get(client.authorizePath(nonce, Map.of("redirect_uri", String.join(" ", uris)))));
        for (String uri : uris) {
            assertEquals(
                    200,
                    http.get(client.authorizePath(nonce, Map.of("redirect_uri", uri)))
                            .status());
        }
        client.challenge(nonce, TestClient.ADDRESS);
        String url = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertTrue(url.startsWith(uris.get(1) + "&code="), url);
        String code = TestClient.code(url);
        assertEquals(
                9751, client.token(code, Map.of("redirect_uri", uris.get(0))).code());
        assertEquals(
                200, client.token(code, Map.of("redirect_uri", uris.get(1))).status());
    }

    @Test
    void aRefusedRedirectUriChangesNothing() {
        String nonce = client.challenged();
        http.get(client.authorizePath(nonce, Map.of("redirect_uri", "http://evil.example/", "state", "evil")));

        Answer solved = client.solve(nonce, WORLD.mailbox().newestTan());

        String redirectUrl = solved.json().path("redirect_url").asText();
        assertTrue(redirectUrl.startsWith(TestClient.REDIRECT_URI + "?code="), redirectUrl);
        assertTrue(redirectUrl.contains("&state=the%20state&"), redirectUrl);
    }

    @Test
    void theRegisteredRedirectUriIsTheDefault() {
        String nonce = client.challenged();
        http.get("/authorize/" + nonce + "?response_type=code&client_id=" + client.id());

        Answer solved = client.solve(nonce, WORLD.mailbox().newestTan());

        String redirectUrl = solved.json().path("redirect_url").asText();
        assertTrue(redirectUrl.startsWith(TestClient.REDIRECT_URI + "?code="), redirectUrl);
        assertFalse(redirectUrl.contains("state="), redirectUrl);
    }

    // Clients that require PKCE.

    @Test
    void withoutTheRequiredCodeChallengeNothingIsAuthorized() {
        TestClient strict = WORLD.node().client(true);
        String nonce = strict.setup();

        assertRefused(25, "code_challenge", strict.authorizePath(nonce, Map.of()));
        assertRefused(26, "code_challenge_method", strict.authorizePath(nonce, Map.of("code_challenge", CHALLENGE)));
        assertRefused(
                26,
                "code_challenge_method",
                strict.authorizePath(nonce, Map.of("code_challenge", CHALLENGE, "code_challenge_method", "plain")));
        assertEquals(200, http.get(strict.authorizePath(nonce, S256)).status());
    }

    private void assertRefused(int code, String name, String path) {
        Expect.problem(400, code, name, http.get(path));
        String location = http.get(path, "Accept", Http.BROWSER).header("Location");
        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=invalid_request&"), location);
        assertTrue(location.contains(name), location);
    }

    @Test
    void theRequiredCodeChallengeCannotBeRemovedAgain() {
        TestClient strict = WORLD.node().client(true);
        String nonce = strict.setup();
        http.get(strict.authorizePath(nonce, S256));

        assertEquals(400, http.get(strict.authorizePath(nonce, Map.of())).status());

        strict.challenge(nonce, TestClient.ADDRESS);
        String code = TestClient.code(strict.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText());
        assertEquals(400, strict.token(code).status());
        assertEquals(200, strict.token(code, Map.of("code_verifier", VERIFIER)).status());
    }

    @Test
    void theRequirementsOfAnotherClientAreNotRevealed() {
        String nonce = WORLD.node().client(true).setup();

        Expect.problem(404, 9755, client.authorize(nonce));
    }

    @Test
    void aSolvedValidationIsShownEvenIfPkceIsRequiredSince() {
        TestClient lax = WORLD.node().client();
        String nonce = lax.challenged();
        lax.solve(nonce, WORLD.mailbox().newestTan());
        require(lax);

        assertEquals(200, lax.authorize(nonce).status());
    }

    private static void require(TestClient client) {
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
    }

    // Repeated requests.

    @Test
    void theLatestArgumentsCountUntilTheValidationIsSolved() {
        String nonce = client.challenged();
        http.get(client.authorizePath(nonce, Map.of("state", "second")));
        String tan = WORLD.mailbox().newestTan();
        String redirectUrl =
                client.solve(nonce, tan).json().path("redirect_url").asText();
        assertTrue(redirectUrl.contains("&state=second&"), redirectUrl);

        assertEquals(
                200,
                http.get(client.authorizePath(nonce, Map.of("state", "third"))).status());

        assertEquals(
                redirectUrl,
                client.solve(nonce, tan).json().path("redirect_url").asText());
    }

    @Test
    void viewingThePageSendsNothingAndUsesNothingUp() {
        String nonce = client.challenged();
        int messages = WORLD.mailbox().messages().size();
        String path = client.authorizePath(nonce, Map.of());
        String before = http.get(path).body();

        for (String accept : List.of("*/*", Http.BROWSER)) {
            http.get(path, "Accept", accept);
            http.post(path, "pin=" + WORLD.mailbox().newestTan(), "Accept", accept);
            Answer head = http.send(http.request(path)
                    .method("HEAD", BodyPublishers.noBody())
                    .header("Accept", accept)
                    .build());
            assertEquals(200, head.status());
            assertEquals("", head.body());
        }

        assertEquals(before, http.get(path).body());
        assertEquals(messages, WORLD.mailbox().messages().size());
    }

    @Test
    void getRequestsTakeNoOtherStep() {
        String nonce = client.challenged();
        String tan = WORLD.mailbox().newestTan();

        Expect.problem(405, 20, http.get("/challenge/" + nonce + "?CONTACT_EMAIL=other@example.com"));
        Expect.problem(405, 20, http.get("/solve/" + nonce + "?pin=" + tan));

        assertFalse(client.authorize(nonce).json().path("solved").asBoolean());
    }
}
