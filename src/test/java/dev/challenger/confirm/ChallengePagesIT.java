package dev.challenger.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Instances;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.TanChannel;
import dev.challenger.mfa.Verdict;
import dev.challenger.secret.Hash;
import dev.challenger.testing.CountedStatements;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves which pages a TAN challenge shows to people. All tests share one node; each has its own challenge and
 * starts at noon.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ChallengePagesIT {
    private static final String[] BROWSER = {"Accept", Http.BROWSER};
    private static final String NO_TAN = "no TAN";

    @AutoClose
    private final World world = World.with();

    private final Http http = new Http(world.node().url());
    private final Sql sql = new Sql(world.database());
    private Hash request = Hash.of("");
    private String page = "";
    private int sentBefore;

    @BeforeEach
    void demand(TestInfo test) {
        world.clock().reset();
        sentBefore = world.mailbox().messages().size();
        request = Hash.of(test.getTestMethod() + test.getDisplayName());
        page = demanded("shop", "instance_deletion", TestClient.ADDRESS);
    }

    /** Demands a confirmation, and returns the path of the challenge's page. */
    private String demanded(String instance, String operation, String address) {
        return demanded(world.node(), instance, operation, new Factor(TanChannel.EMAIL, address));
    }

    private String demanded(Node node, String instance, String operation, Factor factor) {
        TanChallenges challenges = node.challenger().challenges();
        Demand demand = new Demand(instance, operation, List.of(factor));
        Verdict.Pending pending = (Verdict.Pending) challenges.demand(demand, request, List.of());
        return "/instances/" + instance + "/challenge/"
                + pending.challenges().get(0).id();
    }

    private Answer show() {
        return http.get(page, BROWSER);
    }

    private Answer send() {
        return http.postForm(page, Map.of(), BROWSER);
    }

    private Answer enter(String tan) {
        return http.postForm(page + "/confirm", Map.of("tan", tan), BROWSER);
    }

    /** Enters a wrong TAN. */
    private Answer enterWrong() {
        return enter(wrongTan());
    }

    private String wrongTan() {
        return world.mailbox().newestTan().equals("0000-0000") ? "1111-1111" : "0000-0000";
    }

    private String id() {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    /** Returns the SQL condition that finds this challenge. */
    private String row() {
        return " WHERE id = " + id().substring(0, id().indexOf('-'));
    }

    private int messages() {
        return world.mailbox().messages().size() - sentBefore;
    }

    // The page before a TAN is sent.

    @Test
    void viewingThePageSendsNothingAndUsesNothingUp() {
        for (int look = 0; look < 3; look++) {
            Answer shown = show();
            assertPage(200, "<h1>Confirm with a code</h1>", shown);
            assertHas(shown, "<strong>Delete the shop shop</strong>");
            assertHas(shown, "begins with <strong class=\"address\">pers</strong>");
            assertHas(shown, ">Send code</button>");
            assertFalse(shown.body().contains("name=\"tan\""));
            assertEquals("no-referrer", shown.header("Referrer-Policy"));
            assertEquals("no-store", shown.header("Cache-Control"));
            assertTrue(shown.header("Content-Security-Policy").startsWith("default-src 'none'"));
            assertTrue(shown.response().headers().allValues("Set-Cookie").isEmpty());
        }
        for (String path : List.of(page, page + "?tan=12345678", page + "/confirm?tan=12345678")) {
            assertEquals(200, head(path).status());
            assertEquals(200, http.get(path, BROWSER).status());
        }

        assertEquals(0, messages());
        assertEquals(0, sql.number("SELECT tans_issued + version FROM tan_challenge" + row()));
    }

    private Answer head(String path) {
        return http.send(http.request(path)
                .headers(BROWSER)
                .method("HEAD", BodyPublishers.noBody())
                .build());
    }

    @Test
    void sendingLeadsBackToThePageWithTheField() throws Exception {
        Answer sent = send();

        assertEquals(303, sent.status());
        assertEquals(id(), sent.header("Location"));
        Answer shown = show();
        assertPage(200, "<h1>Enter the code</h1>", shown);
        assertHas(shown, "<p class=\"notice\" role=\"status\">The message is on its way.</p>");
        assertHas(shown, "inputmode=\"numeric\" autocomplete=\"one-time-code\"");
        assertHas(shown, "You have 3 attempts.");
        assertHas(shown, "<time datetime=\"2026-11-21T12:10:00Z\">21 November 2026, 12:10 UTC</time>");
        assertHas(shown, "data-wait=\"60\"");
        String subject = world.mailbox().newest(TestClient.ADDRESS).getSubject();
        assertHas(shown, "<dd>" + subject.replaceAll(".*reference (....)\\)", "$1") + "</dd>");
        world.clock().advance(Duration.ofSeconds(31));
        assertFalse(show().body().contains("on its way"));
        assertHas(show(), "data-wait=\"29\"");
    }

    @ParameterizedTest
    @CsvSource({
        "instance_provision, Set up the shop n",
        "account_config, Change the bank accounts of n",
        "auth_config, Change the password of n",
        "instance_deletion, Delete the shop n",
        "auth_token_creation, Log in to n",
        "refund order 17, refund order 17 at n",
    })
    void theOperationIsDescribedInWords(String operation, String words) {
        Answer shown = http.get(demanded("n", operation, TestClient.ADDRESS), BROWSER);

        assertHas(shown, "<strong>" + words + "</strong>");
        assertHas(shown, "<title>Confirm with a code – " + words + "</title>");
    }

    @Test
    void namesFromABackendAreShownAsText() {
        Answer shown = http.get(demanded("a@b.c_-", "<b>\"x'</b>{0}\uE000<script>", TestClient.ADDRESS), BROWSER);

        assertHas(shown, "<strong>&lt;b&gt;&quot;x&#39;&lt;/b&gt;{0}\uE000&lt;script&gt; at a@b.c_-</strong>");
        assertFalse(shown.body().contains("<b>"));
    }

    @Test
    void anAddressThatIsTooShortIsNotShownInPart() {
        String path = demanded("shop", "x", "a@example.com");

        assertHas(http.get(path, BROWSER), "<p>We will send a code to your e-mail address, and you enter it here.</p>");
        http.postForm(path, Map.of(), BROWSER);
        assertHas(http.get(path, BROWSER), "<p>Enter the code that we sent to your e-mail address.</p>");
    }

    // Entering the TAN.

    @Test
    void theRightTanConfirms() {
        send();

        Answer confirmed = enter("T-" + world.mailbox().newestTan());

        assertEquals(303, confirmed.status());
        assertEquals("../" + id(), confirmed.header("Location"));
        assertPage(200, "<h1>Confirmed</h1>", show());
        assertHas(show(), "Go back to where you came from");
        assertFalse(show().body().contains("<form"));
        assertEquals(303, enter(world.mailbox().newestTan()).status());
    }

    @Test
    void onceItIsSolvedNothingIsSentAndWrongTansLeadNowhere() {
        send();
        enter(world.mailbox().newestTan());
        world.clock().advance(Duration.ofMinutes(1));

        assertEquals(id(), send().header("Location"));
        Answer wrong = http.postForm(page + "/confirm" + back(registered()), Map.of("tan", "0000-0000"), BROWSER);

        assertEquals(303, wrong.status());
        assertTrue(wrong.header("Location").startsWith("../" + id() + "?"), wrong.header("Location"));
        assertEquals(1, messages());
    }

    @Test
    void everyWrongTanCostsAnAttempt() {
        send();

        Answer first = enterWrong();
        assertPage(409, "<h1>Enter the code</h1>", first);
        assertHas(first, "<title>Error: Enter the code – ");
        assertHas(first, "id=\"tan-error\">This is not the code that we sent.");
        assertHas(first, "You have 2 attempts.");
        assertHas(first, " autofocus aria-invalid=\"true\" aria-describedby=\"tan-error tan-hint\"");
        assertHas(enterWrong(), "<strong>This is your last attempt.</strong>");

        Answer last = enterWrong();
        assertPage(409, "<h1>This code no longer works</h1>", last);
        assertHas(last, "role=\"alert\">The code was not accepted: you have no attempts left.");
        assertPage(
                429, "<h1>This code no longer works</h1>", enter(world.mailbox().newestTan()));
        assertHas(show(), ">Send a new code</button>");
    }

    @Test
    void afterTheLastAttemptANewCodeIsSentAtOnce() {
        send();
        String first = world.mailbox().newestTan();
        for (int attempt = 0; attempt < 3; attempt++) {
            enterWrong();
        }

        assertEquals(303, send().status());

        assertHas(show(), "You have 3 attempts.");
        assertPage(409, "<h1>Enter the code</h1>", enter(first));
        assertEquals(303, enter(world.mailbox().newestTan()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "nonsense", "1234567x", "12345678 or 87654321", NO_TAN})
    void aMalformedTanCostsNoAttempt(String typed) {
        send();

        Answer answer = typed.equals(NO_TAN) ? http.postForm(page + "/confirm", Map.of(), BROWSER) : enter(typed);

        assertPage(400, "<h1>Enter the code</h1>", answer);
        assertHas(answer, "id=\"tan-error\">Enter all 8 digits from the message.");
        assertHas(answer, "You have 3 attempts.");
    }

    @Test
    void aBodyThatIsNoFormIsRefusedOnThePage() {
        Answer answer = http.post(
                page + "/confirm", "{}", "Accept", Http.BROWSER, "Content-Type", "multipart/form-data; boundary=x");

        assertPage(400, "<h1>Confirm with a code</h1>", answer);
        assertHas(answer, "role=\"alert\">We could not read your request. Try again.");
    }

    @Test
    void beforeAnythingIsSentThereIsNothingToEnter() {
        Answer answer = enter("12345678");

        assertPage(429, "<h1>Confirm with a code</h1>", answer);
        assertHas(answer, "role=\"alert\">We have not sent you a code yet.");
        assertPage(400, "<h1>Confirm with a code</h1>", enter("x"));
    }

    @Test
    void anExpiredTanIsReportedAsExpired() {
        send();
        world.clock().advance(Duration.ofMinutes(10));

        assertPage(200, "<h1>The code has expired</h1>", show());
        assertHas(enter(world.mailbox().newestTan()), "role=\"alert\">The code was not accepted: it has expired.");
        assertEquals(303, send().status());
        assertPage(200, "<h1>Enter the code</h1>", show());
    }

    // Sending the TAN.

    @Test
    void peopleWhoAskTooEarlyAreToldHowLongToWait() {
        send();
        world.clock().advance(Duration.ofMillis(10_500));

        Answer early = send();

        assertPage(429, "<h1>Enter the code</h1>", early);
        assertEquals("50", early.header("Retry-After"));
        assertHas(early, "role=\"alert\">We did not send another message: it is too early");
        assertHas(early, "data-wait=\"50\"");
        assertEquals(1, messages());
    }

    @Test
    void onceAllTansAreUsedUpPeopleAreToldWhenToBeginAgain() {
        for (int tan = 0; tan < 3; tan++) {
            send();
            for (int attempt = 0; attempt < 3; attempt++) {
                enterWrong();
            }
        }

        Answer shown = http.get(page + back(registered()), BROWSER);
        assertPage(200, "<h1>We cannot send any more codes</h1>", shown);
        assertHas(shown, "<time datetime=\"2026-11-22T12:00:00Z\">");
        assertHas(shown, "<a class=\"second\" href=\"" + TestClient.REDIRECT_URI + "\">Go back</a>");
        assertFalse(shown.body().contains("<form"));
        Answer refused = send();
        assertPage(429, "<h1>We cannot send any more codes</h1>", refused);
        assertEquals(Long.toString(Duration.ofHours(24).toSeconds()), refused.header("Retry-After"));
        assertEquals(3, messages());
    }

    @Test
    void whileTheLastTanIsValidThePagePromisesNoOther() {
        sql.run("UPDATE tan_challenge SET tans_issued = 2" + row());
        send();
        for (int again = 0; again < 2; again++) {
            world.clock().advance(Duration.ofMinutes(1));
            assertEquals(303, send().status());
        }

        Answer shown = show();

        assertPage(200, "<h1>Enter the code</h1>", shown);
        assertHas(shown, "We cannot send any more messages for this operation.");
        assertFalse(shown.body().contains("Send again"));
    }

    @Test
    void aFailedHandOverIsReportedAndNotCounted() {
        try (Node broken = world.another("mail.port", "9")) {
            Http other = new Http(broken.url());

            for (int attempt = 0; attempt < 2; attempt++) {
                Answer answer = other.postForm(page, Map.of(), BROWSER);
                assertPage(502, "<h1>Confirm with a code</h1>", answer);
                assertHas(answer, "role=\"alert\">We could not send the message.");
            }
            assertHas(other.get(page, BROWSER), ">Send code</button>");
        }
    }

    @Test
    void aUsedUpBudgetIsReportedWithTheTimeToWait() {
        String address = "frugal@example.com";
        try (Node frugal = world.another("budget.challenge-destination", "1/P1D")) {
            Http other = new Http(frugal.url());
            other.postForm(demanded("shop", "x", address), Map.of(), BROWSER);

            Answer answer = other.postForm(demanded("shop", "y", address), Map.of(), BROWSER);

            assertPage(429, "<h1>Confirm with a code</h1>", answer);
            assertHas(answer, "Too many messages were requested recently. Try again in 12 hours.");
            assertEquals("43200", answer.header("Retry-After"));
        }
    }

    @Test
    void aStoppedBlockOfPhoneNumbersIsNotCalledAProvider() {
        Map<String, String> phones =
                Map.of("command.phone", "/bin/true", "phone.countries", "any", "breaker.minimum", "2");
        try (Node node = world.another(phones)) {
            sendTo(node, "+41791234567");
            sendTo(node, "+41791234568");
            world.clock().advance(Duration.ofMinutes(15));

            Answer answer = sendTo(node, "+41791234569");

            assertPage(429, "<h1>Confirm with a code</h1>", answer);
            assertHas(
                    answer,
                    "We are not sending messages to numbers like this one at the moment. Try again in 60 minutes.");
        }
    }

    private Answer sendTo(Node node, String number) {
        String path = demanded(node, "shop", "x", new Factor(TanChannel.SMS, number));
        return new Http(node.url()).postForm(path, Map.of(), BROWSER);
    }

    @Test
    void aChannelThatIsNotSetUpIsReported() {
        sql.run("UPDATE tan_challenge SET channel = 'sms', address = '+15555550123'" + row());

        assertHas(show(), "to your phone number that ends with <strong class=\"address\">0123</strong>");
        Answer answer = send();

        assertPage(501, "<h1>Confirm with a code</h1>", answer);
        assertHas(answer, "role=\"alert\">We did not send a message: this service cannot send messages of this kind");
    }

    // Programs at the same URLs.

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,*/*;q=0.8        | text/html
            application/json,text/html | application/json
            */*                        | application/json
            """)
    void theHeaderAcceptChoosesBetweenPageAndJson(String accept, String type) {
        for (String path : List.of("/instances/shop/challenge/1-X", "/challenge/1-X")) {
            Answer answer = http.post(path, "", "Accept", accept);

            assertEquals(404, answer.status());
            assertTrue(answer.header("Content-Type").startsWith(type), answer.header("Content-Type"));
        }
    }

    /** The answers are the same in both forms of the path: an id with a dash is not the nonce of a validation. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJsonBodyIsAnsweredInJsonDespiteABrowsersAccept(boolean root) {
        String path = root ? "/challenge/" + id() : page;
        String[] json = {"Accept", Http.BROWSER, "Content-Type", "Application/JSON; charset=utf-8"};

        Answer early = http.post(path + "/confirm", "{\"tan\":\"12345678\"}", json);
        Expect.problem(429, 2127, early);
        Answer sent = http.post(path, "{}", json);
        assertEquals(200, sent.status(), sent.body());
        assertTrue(sent.json().path("solve_expiration").has("t_s"), sent.body());
        assertEquals(sent.json(), http.post(path, "{}", json).json());
        Expect.problem(400, 22, "not an object", http.post(path, "[]", json));
        Expect.problem(400, 25, "tan", http.post(path + "/confirm", "{}", json));
        Answer wrong = http.post(path + "/confirm", "{\"tan\":\"" + wrongTan() + "\"}", json);
        assertEquals(409, wrong.status());
        assertEquals(2125, wrong.code());
        assertEquals(2, wrong.json().path("retry_counter").intValue());
        String tan = world.mailbox().newestTan();
        assertEquals(
                204,
                http.post(path + "/confirm", "{\"tan\":\"" + tan + "\"}", json).status());
        Expect.problem(410, 2129, http.post(path, "{}", json));
    }

    @Test
    void anIdWithADashNamesATanChallengeAndAnyOtherAValidation() {
        String[] json = {"Accept", Http.BROWSER, "Content-Type", "application/json"};
        String[] program = {"Content-Type", "application/json"};

        for (String[] headers : List.of(json, program)) {
            for (String id : List.of("1-X", "-", id().replace("-", "0-"))) {
                Expect.problem(404, 2126, http.post("/challenge/" + id, "{}", headers));
                Expect.problem(
                        404, 2126, http.post("/challenge/" + id + "/confirm", "{\"tan\":\"12345678\"}", headers));
            }
        }
        String nonce = "0".repeat(52);
        // The nonce of a validation: a program has to post a form there, and a browser gets a page.
        Expect.problem(
                400,
                23,
                "Content-Type must be application/x-www-form-urlencoded",
                http.post("/challenge/" + nonce, "{}", program));
        Expect.page(400, http.post("/challenge/" + nonce, "{}", json));
        Expect.problem(404, 9755, http.postForm("/challenge/" + nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS)));
        assertPage(
                404,
                "<h1>This page has expired</h1>",
                http.postForm("/challenge/" + nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS), BROWSER));
        Expect.problem(404, 21, http.post("/challenge/" + nonce + "/confirm", "{}", program));
        Expect.problem(404, 21, http.post("/challenge/" + id() + "/other", "{}", program));
    }

    @Test
    void theAllowedMethodsDependOnTheRenderingAndTheHeadersDoNot() {
        for (String path : List.of(page, page + "/confirm", "/challenge/" + id(), "/challenge/" + id() + "/confirm")) {
            assertMethods("OPTIONS, POST", path);
            assertMethods("GET, HEAD, OPTIONS, POST", path, BROWSER);
        }
    }

    private void assertMethods(String methods, String path, String... headers) {
        Answer options = method("OPTIONS", path, headers);
        assertEquals(204, options.status());
        assertEquals(methods, options.header("Allow"));
        assertEquals(methods, options.header("Access-Control-Allow-Methods"));
        assertEquals(
                "*, Authorization, Accept, Content-Type, Taler-Challenge-Ids",
                options.header("Access-Control-Allow-Headers"));
        Answer deleted = method("DELETE", path, headers);
        assertEquals(405, deleted.status());
        assertEquals(methods, deleted.header("Allow"));
    }

    private Answer method(String method, String path, String... headers) {
        HttpRequest.Builder request = http.request(path);
        return http.send((headers.length == 0 ? request : request.headers(headers))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    // The root form of the path.

    @Test
    void aPersonCanConfirmAtTheRootFormToo() {
        String query = back(registered());
        String path = "/challenge/" + id();
        assertPage(200, "<h1>Confirm with a code</h1>", http.get(path + query, BROWSER));
        assertHas(http.get(path + query, BROWSER), "action=\"../" + page.substring(1) + query + "\"");

        Answer sent = http.postForm(path + query, Map.of(), BROWSER);
        assertEquals(303, sent.status());
        assertEquals(id() + query, sent.header("Location"));
        assertPage(
                409,
                "<h1>Enter the code</h1>",
                http.postForm(path + "/confirm" + query, Map.of("tan", wrongTan()), BROWSER));
        Answer confirmed = http.postForm(
                path + "/confirm" + query, Map.of("tan", world.mailbox().newestTan()), BROWSER);

        assertEquals(303, confirmed.status());
        assertEquals(TestClient.REDIRECT_URI, confirmed.header("Location"));
        assertEquals(
                "../" + id(),
                http.postForm(path + "/confirm", Map.of("tan", "0000-0000"), BROWSER)
                        .header("Location"));
        assertPage(200, "<h1>Confirmed</h1>", http.get(path, BROWSER));
    }

    // Pages of challenges that do not exist.

    @Test
    void aMissingChallengeIsAnErrorPage() {
        String other = page.replace("/instances/shop/", "/instances/Shop/");
        String changed = page.substring(0, page.length() - 2) + (page.endsWith("00") ? "11" : "00");

        for (String path : List.of(other, changed, "/instances/shop/challenge/1-x", "/instances/shop/challenge/-")) {
            for (Answer answer : List.of(
                    http.get(path, BROWSER),
                    http.postForm(path, Map.of(), BROWSER),
                    http.postForm(path + "/confirm", Map.of("tan", "12345678"), BROWSER),
                    http.postForm(path + "/confirm", Map.of("tan", "x"), BROWSER))) {
                assertPage(404, "<h1>This page has expired</h1>", answer);
                assertHas(answer, "Error 2126");
            }
        }
        world.clock().advance(Duration.ofHours(24));
        assertPage(404, "<h1>This page has expired</h1>", show());
        assertPage(404, "<h1>This page has expired</h1>", send());
        assertEquals(0, messages());
    }

    // Redirects back to the client.

    /** Returns a redirect URI that the shop's backend has registered. */
    private String registered() {
        Instances shop = new Instances(List.of("shop"));
        world.node().challenger().clients().add(TestClient.REDIRECT_URI, "Shop", false, shop, Optional.empty());
        return TestClient.REDIRECT_URI;
    }

    /** Returns the query that names this redirect URI. */
    private static String back(String uri) {
        return "?" + Http.form(Map.of("redirect_uri", uri));
    }

    @Test
    void aConfirmationRedirectsToTheRegisteredUriUnchanged() {
        String uri = registered();
        String query = back(uri);
        String sending = "action=\"../../.." + page + query + "\"";
        String entering = "action=\"../../.." + page + "/confirm" + query + "\"";
        assertHas(http.get(page + query, BROWSER), sending);

        Answer sent = http.postForm(page + query, Map.of(), BROWSER);
        assertEquals(id() + query, sent.header("Location"));
        Answer malformed = http.postForm(page + "/confirm" + query, Map.of("tan", "x"), BROWSER);
        assertHas(malformed, sending.replace("../../..", "../../../.."));
        assertHas(malformed, entering.replace("../../..", "../../../.."));
        Answer confirmed = http.postForm(
                page + "/confirm" + query, Map.of("tan", world.mailbox().newestTan()), BROWSER);

        assertEquals(303, confirmed.status());
        assertEquals(uri, confirmed.header("Location"));
        assertHas(http.get(page + query, BROWSER), "<a class=\"first\" href=\"" + uri + "\">Continue</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example/",
                "https://evil.example/",
                "HTTP://localhost:9999/callback",
                "http://LOCALHOST:9999/callback",
                "http://localhost:9999/Callback",
                "http://localhost:9999/callback/",
                "http://localhost:9999/callback?x",
                "http://localhost:9999/callback#x",
                " http://localhost:9999/callback",
                "http://localhost:9999/callback ",
                "http://localhost:9999/callback\r\nX: y",
                "http://localhost:9999@evil.example/callback",
                "/callback",
                "",
            })
    void anyOtherUriIsIgnored(String uri) {
        registered();
        String query = back(uri);
        Answer shown = http.get(page + query, BROWSER);
        assertPage(200, "<h1>Confirm with a code</h1>", shown);
        assertFalse(shown.body().contains("redirect_uri"));

        assertEquals(id(), http.postForm(page + query, Map.of(), BROWSER).header("Location"));
        Answer confirmed = http.postForm(
                page + "/confirm" + query, Map.of("tan", world.mailbox().newestTan()), BROWSER);

        assertEquals("../" + id(), confirmed.header("Location"));
        assertFalse(http.get(page + query, BROWSER).body().contains("href=\"http"));
    }

    @Test
    void theUriOfAClientForOtherInstancesIsIgnored() {
        String uri = registered();
        String other = demanded("other", "x", TestClient.ADDRESS);

        Answer shown = http.get(other + back(uri), BROWSER);

        assertPage(200, "<h1>Confirm with a code</h1>", shown);
        assertFalse(shown.body().contains("redirect_uri"));
    }

    @Test
    void aReloadAfterAMalformedTanShowsTheFormAgain() {
        String confirm = page + "/confirm" + back(registered());
        send();
        http.postForm(confirm, Map.of("tan", "x"), BROWSER);

        Answer again = http.get(confirm, BROWSER);

        assertPage(200, "<h1>Enter the code</h1>", again);
        assertHas(again, "action=\"../../../.." + confirm + "\"");
    }

    @Test
    void aRepeatedRedirectUriIsRefused() {
        String twice = back(registered()) + "&redirect_uri=x";

        assertPage(400, "<h1>We could not understand this request</h1>", http.get(page + twice, BROWSER));
    }

    /** An invented id costs a stranger's request one statement, and an existing one costs two. */
    @Test
    void oneClientIsReadAndOnlyForAnExistingChallenge() {
        CountedStatements statements = new CountedStatements(world.database().dataSource());
        try (Node counted = world.on(statements.source(), world.clock())) {
            String uri = "https://counted.example/done";
            Instances shop = new Instances(List.of("shop"));
            counted.challenger().clients().add(uri, "Shop", false, shop, Optional.empty());
            counted.challenger().clients().add(uri + "/2", "Shop", false, shop, Optional.empty());
            String there = demanded(counted, "shop", "x", new Factor(TanChannel.EMAIL, TestClient.ADDRESS));
            String wrong = there.substring(0, there.lastIndexOf('-') + 1) + "0".repeat(52);
            String nowhere = "/instances/shop/challenge/999999-" + "0".repeat(52);

            assertReads(statements, counted, 404, 1, 0, nowhere + back(uri));
            assertReads(statements, counted, 404, 1, 1, wrong + back(uri));
            assertReads(statements, counted, 200, 2, 1, there + back("https://evil.example/"));
            assertReads(statements, counted, 200, 2, 2, there + back(uri));
            assertReads(statements, counted, 200, 1, 1, there);
        }
    }

    private static void assertReads(
            CountedStatements counted, Node node, int status, int statements, int rows, String path) {
        counted.take();
        counted.takeRows();

        assertEquals(status, new Http(node.url()).get(path, BROWSER).status());

        assertEquals(statements, counted.take());
        assertEquals(rows, counted.takeRows());
    }

    private static void assertPage(int status, String heading, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertHas(answer, heading);
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }

    private static void assertHas(Answer answer, String part) {
        assertTrue(answer.body().contains(part), () -> part + " is not in " + answer.body());
    }
}
