package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.RawHttp;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves the answers of {@code /solve} to right and wrong TANs. */
class SolveIT {
    private static final String CODE = "code=[0-9A-HJKMNP-TV-Z]{52}";
    private static final String ISS = "&iss=http%3A%2F%2Flocalhost%3A8080";
    private static final String REDIRECTION = TestClient.REDIRECT_URI + "\\?" + CODE + "&state=the%20state" + ISS;

    private static final String EXPIRED = "the code has expired";
    private static final String EXHAUSTED = "all attempts at the code were used up before";
    private static final String NOTHING_SENT = "no code was sent";

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();

    // The right TAN.

    @Test
    void theRightTanLeadsBackToTheClient() {
        Answer answer = client.solve(client.challenged(), tan());

        String redirectUrl = answer.json().path("redirect_url").asText();
        Expect.json(200, "{\"type\": \"completed\", \"redirect_url\": \"" + redirectUrl + "\"}", answer);
        assertTrue(redirectUrl.matches(REDIRECTION), redirectUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {Http.BROWSER, "*/*", "text/html, application/json;q=0.5", "application/json;q=0", "text/plain"})
    void browsersThatDoNotAskForJsonAreRedirected(String accept) {
        String nonce = client.challenged();

        Answer answer = client.http().postForm("/solve/" + nonce, Map.of("pin", tan()), "Accept", accept);

        Expect.redirect(answer.header("Location"), answer);
        assertTrue(answer.header("Location").matches(REDIRECTION), answer.header("Location"));
    }

    @Test
    void callersWithoutAcceptAreRedirectedToo() {
        Answer answer = client.http().postForm("/solve/" + client.challenged(), Map.of("pin", tan()));

        assertEquals(302, answer.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                " %s ",
                "T-%s",
                "tm-%s",
                "-%s-",
                "\u200b\u00a0%s\ufeff",
                "Your code for the shop is %s. It is valid for 30 minutes."
            })
    void theTanIsReadInAnySpelling(String written) {
        String nonce = client.challenged();

        assertEquals(200, client.solve(nonce, written.formatted(tan())).status());
        assertEquals(
                200, client.solve(client.challenged(), tan().replace("-", " ")).status());
        assertEquals(
                200, client.solve(client.challenged(), tan().replace("-", "")).status());
        assertEquals(200, client.solve(client.challenged(), devanagari(tan())).status());
    }

    private static String devanagari(String tan) {
        return tan.chars()
                .map(c -> Character.isDigit(c) ? c - '0' + '\u0966' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void onceSolvedEveryEntryGetsTheSameAnswer() {
        String nonce = client.challenged();
        String tan = tan();
        String solved = client.solve(nonce, tan).body();
        String redirectUrl =
                client.solve(nonce, tan).json().path("redirect_url").asText();

        for (String pin : new String[] {tan, "00000000", "no TAN", ""}) {
            Expect.json(200, solved, client.solve(nonce, pin));
            Expect.redirect(redirectUrl, enter(nonce, pin));
        }
        Expect.redirect(redirectUrl, client.http().postForm("/solve/" + nonce, Map.of()));
    }

    // The state that comes back with the code.

    @ParameterizedTest
    @CsvSource({
        "&state=x, &state=x",
        "&state=%FF%00%0D%0A, &state=%FF%00%0D%0A",
        "&state=a+b, &state=a%20b",
        "&state=a%20b%2Bc, &state=a%20b%2Bc",
        "&state=%c3%a9%F0%9F%98%80, &state=%C3%A9%F0%9F%98%80",
        "&state=%26code%3Devil%23, &state=%26code%3Devil%23",
        "&state=a=b, &state=a%3Db",
        "&state=%25%32%35, &state=%2525",
        "&st%61te=x, &state=x",
        "&state=, ''",
        "'', ''",
    })
    void theStateComesBackByteForByte(String query, String returned) {
        String nonce = client.setup();
        client.http().get("/authorize/" + nonce + "?response_type=code&client_id=" + client.id() + query);
        client.challenge(nonce, TestClient.ADDRESS);

        String redirectUrl =
                client.solve(nonce, tan()).json().path("redirect_url").asText();

        assertEquals(returned, redirectUrl.replaceFirst(".*\\?" + CODE, "").replaceFirst(ISS + "$", ""));
    }

    @Test
    void anUnencodedStateComesBackEncodedIfItIsAscii() {
        String nonce = client.setup();
        String query = "GET /authorize/" + nonce + "?response_type=code&client_id=" + client.id() + "&state=";
        RawHttp raw = new RawHttp(WORLD.node().url());
        assertEquals(
                200, raw.head(query + "[|]\"<> HTTP/1.1", "Host: localhost").status());
        assertEquals(
                26, raw.head(query + "\u00c3\u00a9 HTTP/1.1", "Host: localhost").code());
        client.challenge(nonce, TestClient.ADDRESS);

        String solved = client.solve(nonce, tan()).body();

        assertTrue(solved.contains("&state=%5B%7C%5D%22%3C%3E&"), solved);
    }

    /** The longest state must fit into the head of an answer after encoding. */
    @ParameterizedTest
    @CsvSource({"x, 4000, x", "+, 1333, %20"})
    void aLongStateComesBackToo(String given, int times, String returned) {
        String nonce = client.setup();
        String query = "?response_type=code&client_id=" + client.id() + "&state=";
        assertEquals(
                200,
                client.http()
                        .get("/authorize/" + nonce + query + given.repeat(times))
                        .status());
        Expect.problem(400, 26, "state", client.http().get("/authorize/" + nonce + query + given.repeat(times + 1)));
        client.challenge(nonce, TestClient.ADDRESS);

        String location = enter(nonce, tan()).header("Location");

        assertTrue(location.endsWith("&state=" + returned.repeat(times) + ISS), location);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/back?shop=1&x, https://shop.example/back?shop=1&x&code=",
        "https://shop.example/?, https://shop.example/?&code=",
        "com.example.app:/callback, com.example.app:/callback?code=",
        "com.example.app://callback?a=b, com.example.app://callback?a=b&code=",
    })
    void redirectUrisMayHaveAQueryAndAnyScheme(String uri, String joined) {
        Registration registration = WORLD.node()
                .challenger()
                .clients()
                .add(Client.fresh("App", List.of(uri)), Instances.NONE, Optional.empty());
        TestClient app = new TestClient(
                client.http(), registration.id(), registration.secret().text());
        String nonce = app.setup();
        app.http().get(app.authorizePath(nonce, Map.of("redirect_uri", uri)));
        app.challenge(nonce, TestClient.ADDRESS);

        Answer answer = app.http().postForm("/solve/" + nonce, Map.of("pin", tan()), "Accept", Http.BROWSER);

        assertEquals(302, answer.status());
        assertTrue(answer.header("Location").startsWith(joined), answer.header("Location"));
    }

    // Wrong TANs.

    @Test
    void aWrongTanReturnsWhatIsLeft() {
        String nonce = client.challenged();

        expectWrong(2, 2, 2, client.solve(nonce, "00000000"));
        expectWrong(2, 2, 1, client.solve(nonce, "00000000"));
        expectWrong(2, 2, 0, client.solve(nonce, "00000000"));
        expectNotCompared(2, 2, 0, EXHAUSTED, client.solve(nonce, "00000000"));
        expectNotCompared(2, 2, 0, EXHAUSTED, client.solve(nonce, tan()));
    }

    @Test
    void peopleGetTheTanFormWithTheMessage() {
        String nonce = client.challenged();

        Expect.page(403, enter(nonce, "00000000"), "one-time-code", "aria-invalid=\"true\"", "2");
        enter(nonce, "00000000");
        Answer exhausted = enter(nonce, "00000000");
        Expect.page(403, exhausted, "action=\"../challenge/" + nonce + "\"");
        assertFalse(exhausted.body().contains("one-time-code"), exhausted.body());
    }

    @Test
    void withoutChangesThereIsNoWayToAnotherAddress() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"person@example.com\", \"read_only\": true}");
        client.challenge(nonce, TestClient.ADDRESS);

        expectWrong(0, 2, 2, client.solve(nonce, "00000000"));
        Answer page = enter(nonce, "00000000");
        assertFalse(page.body().contains("type=\"email\""), page.body());
        Answer other = enter(client.challenged(), "00000000");
        assertTrue(other.body().contains("type=\"email\""), other.body());
    }

    @Test
    void aTanEnteredBeforeAnyMessageIsRefused() {
        String nonce = client.setup();

        expectNotCompared(3, 3, 0, NOTHING_SENT, client.solve(nonce, "00000000"));
        Expect.page(403, enter(nonce, "00000000"), "name=\"CONTACT_EMAIL\"");
    }

    @Test
    void anAddressWithNothingLeftHadTooManyAttempts() {
        String nonce = client.challenged();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(403, client.solve(nonce, "00000000").status());
            }
            client.challenge(nonce, TestClient.ADDRESS);
        }

        Answer answer = client.solve(nonce, tan());
        Expect.problem(429, 9757, "no attempt and no transmission for this address is left", answer);
        assertEquals("", answer.header("Retry-After"));
        Expect.page(429, enter(nonce, tan()), "type=\"email\"");
    }

    @Test
    void anExpiredTanCostsNoAttempt() {
        String nonce = client.challenged();
        WORLD.clock().advance(Duration.ofMinutes(30).minusMillis(1));
        expectWrong(2, 2, 2, client.solve(nonce, "00000000"));
        WORLD.clock().advance(Duration.ofMillis(1));

        expectNotCompared(2, 2, 2, EXPIRED, client.solve(nonce, tan()));
        expectNotCompared(2, 2, 2, EXPIRED, client.solve(nonce, "00000000"));
        Expect.page(403, enter(nonce, tan()), "action=\"../challenge/" + nonce + "\"");
    }

    @Test
    void theTanOfAnotherValidationIsWrong() {
        client.challenged();
        String other = tan();

        assertEquals(403, client.solve(client.challenged(), other).status());
    }

    // Input that is no TAN.

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "123456789", "1234567a", "-", "x", "٠١٢٣٤٥٦", "1234.5678", "12345678, 12345678"})
    void aMalformedTanCostsNoAttempt(String pin) {
        String nonce = client.challenged();

        Expect.problem(400, 26, "pin", client.solve(nonce, pin));
        Expect.page(400, enter(nonce, pin), "one-time-code", "aria-invalid=\"true\"");

        assertEquals(
                "3", client.authorize(nonce).json().path("auth_attempts_left").toString());
    }

    @Test
    void aMissingTanCostsNoAttempt() {
        String nonce = client.challenged();

        Expect.problem(400, 25, "pin", client.solve(nonce, ""));
        Expect.problem(400, 25, "pin", client.http().post("/solve/" + nonce + "?pin=12345678", ""));
        Expect.page(400, enter(nonce, ""), "one-time-code", "aria-invalid=\"true\"");
        Expect.problem(400, 26, "pin", client.http().post("/solve/" + nonce, "pin=12345678&pin=12345678"));

        assertEquals(
                "3", client.authorize(nonce).json().path("auth_attempts_left").toString());
    }

    @Test
    void anUnknownNonceIsRefusedForEveryEntry() {
        Expect.problem(404, 9755, client.solve("0".repeat(52), "12345678"));
        Expect.problem(404, 9755, client.solve("0".repeat(52), "x"));
        Expect.problem(404, 9755, client.solve("x", "12345678"));
        Expect.page(404, enter("0".repeat(52), "12345678"), "9755");
    }

    private static void expectWrong(int addresses, int transmissions, int attempts, Answer answer) {
        Expect.json(403, """
                {"type": "pending", "code": 9758, "hint": "The code entered is not the one sent.",
                 "addresses_left": %d, "pin_transmissions_left": %d, "auth_attempts_left": %d,
                 "exhausted": false, "no_challenge": false}
                """.formatted(addresses, transmissions, attempts), answer);
    }

    /** Expects the answer to an entry that was not compared, which must not say that it was wrong. */
    private static void expectNotCompared(
            int addresses, int transmissions, int attempts, String detail, Answer answer) {
        Expect.json(
                403,
                """
                {"type": "pending", "code": 9758,
                 "hint": "The entry was not compared: there is no code that could be entered.", "detail": "%s",
                 "addresses_left": %d, "pin_transmissions_left": %d, "auth_attempts_left": %d,
                 "exhausted": %b, "no_challenge": %b}
                """.formatted(
                                detail,
                                addresses,
                                transmissions,
                                attempts,
                                detail.equals(EXHAUSTED),
                                detail.equals(NOTHING_SENT)),
                answer);
    }

    private Answer enter(String nonce, String pin) {
        return client.http().postForm("/solve/" + nonce, Map.of("pin", pin), "Accept", Http.BROWSER);
    }

    private static String tan() {
        return WORLD.mailbox().newestTan();
    }
}
