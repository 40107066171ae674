package dev.challenger.confirm;

import static dev.challenger.EmbeddedApplication.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.EmbeddedApplication;
import dev.challenger.EmbeddedChallenger;
import dev.challenger.EmbeddedOptions;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.LocalServer;
import dev.challenger.testing.RawHttp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves each status and code of the public endpoints of TAN challenges (the merchant protocol, section 2). */
class TanChallengeEndpointIT {
    private static final String OWNER = "bob.owner@example.com";
    private static final String WRONG = "00000000";

    @AutoClose
    private final EmbeddedApplication app = new EmbeddedApplication(TanChallengeEndpointIT::demand, new Teapot());

    private static Optional<Demand> demand(HttpServletRequest request) {
        String[] path = request.getPathInfo() == null
                ? new String[0]
                : request.getPathInfo().split("/");
        return path.length < 2
                ? Optional.empty()
                : Optional.of(new Demand(path[1], "auth_token_creation", List.of(new Factor(TanChannel.EMAIL, OWNER))));
    }

    /** Answers with a status that Challenger never has. */
    private static final class Teapot extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(418);
        }
    }

    private Answer login() {
        return app.http.post("/instances/shop/private/token", "{}");
    }

    private static void assertProblem(int status, int code, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertEquals(code, answer.code(), answer.body());
        assertFalse(answer.json().path("hint").asText().isEmpty());
        assertHeaders(answer);
    }

    private static void assertHeaders(Answer answer) {
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertEquals("*", answer.header("Access-Control-Expose-Headers"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    }

    private long seconds(Duration fromNow) {
        return app.clock.instant().plus(fromNow).getEpochSecond();
    }

    @Test
    void theDemandHasAllMembersAndNothingIsSent() {
        Answer pending = login();

        JsonNode body = pending.json();
        JsonNode challenge = body.path("challenges").path(0);
        assertEquals(202, pending.status());
        assertEquals(2, body.size());
        assertFalse(body.path("combi_and").booleanValue());
        assertTrue(body.path("combi_and").isBoolean());
        assertEquals(3, challenge.size());
        assertEquals("email", challenge.path("tan_channel").asText());
        assertEquals("bob.", challenge.path("tan_info").asText());
        assertTrue(
                challenge.path("challenge_id").asText().matches("[A-Za-z0-9._~]*-[A-Za-z0-9._~-]*"), body.toString());
        assertHeaders(pending);
        assertEquals(List.of(), app.mailbox.messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"ignored\": [1, 2]}"})
    void sendingReturnsTheExpiryAndTheTimeOfTheNextTransmission(String body) {
        Answer sent = app.http.post("/instances/shop/challenge/" + id(login()), body);

        assertEquals(200, sent.status(), sent.body());
        assertHeaders(sent);
        assertEquals(2, sent.json().size());
        assertEquals(
                seconds(Duration.ofMinutes(10)),
                sent.json().path("solve_expiration").path("t_s").asLong());
        assertEquals(
                seconds(Duration.ofMinutes(1)),
                sent.json().path("earliest_retransmission").path("t_s").asLong());
        assertEquals(1, app.mailbox.messages().size());
    }

    @Test
    void aDeflatedBodyIsReadToo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write("{}".getBytes(StandardCharsets.UTF_8));
        }

        Answer sent = app.http.send(app.http
                .request("/challenge/" + id(login()))
                .header("Content-Encoding", "deflate")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());

        assertEquals(200, sent.status(), sent.body());
    }

    @Test
    void sendingAgainTooEarlyTellsTheTimesOfTheTanThatIsOut() {
        String id = id(login());
        Answer sent = app.send(id);
        app.clock.advance(Duration.ofSeconds(18).plusMillis(500));

        Answer early = app.send(id);

        assertEquals(200, early.status());
        assertEquals(sent.json(), early.json());
        assertEquals("", early.header("Retry-After"));
        assertEquals(1, app.mailbox.messages().size());
    }

    @Test
    void theRightTanSolvesAndMayBeRepeated() {
        String id = id(login());
        app.send(id);
        String tan = app.mailbox.newestTan(OWNER);

        Answer solved = app.confirm(id, "\u200eT-" + tan.replace("-", "\u2212").replace('1', '\uff11'));

        assertEquals(204, solved.status());
        assertEquals("", solved.body());
        assertHeaders(solved);
        assertEquals(
                204,
                app.http
                        .post("/instances/shop/challenge/" + id + "/confirm", "{\"tan\":\"" + tan + "\"}")
                        .status());
        assertProblem(410, 2129, app.send(id));
        assertEquals(1, app.mailbox.messages().size());
    }

    @Test
    void aWrongTanReturnsTheAttemptsLeftAndExhaustionAllowsANewTanAtOnce() {
        String id = id(login());
        app.send(id);
        for (int left = 2; left >= 0; left--) {
            Answer wrong = app.confirm(id, WRONG);

            assertProblem(409, 2125, wrong);
            assertEquals(left, wrong.json().path("retry_counter").asInt(-1));
        }

        assertProblem(429, 2127, app.confirm(id, WRONG));
        assertEquals(200, app.send(id).status());
        assertProblem(409, 2125, app.confirm(id, WRONG));
    }

    @Test
    void noTanCanBeEnteredBeforeOneIsSent() {
        assertProblem(429, 2127, app.confirm(id(login()), WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instances/other/challenge/", "/instances/shop%20/challenge/", "/instances/-/challenge/"})
    void theChallengeOfAnotherInstanceIsUnknown(String path) {
        String id = id(login());

        assertProblem(404, 2126, app.http.post(path + id, "{}"));
        assertProblem(404, 2126, app.http.post(path + id + "/confirm", "{\"tan\":\"12345678\"}"));
        assertEquals(List.of(), app.mailbox.messages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/challenge/1-X", "/challenge/-", "/challenge/9-%00%ff", "/instances/shop/challenge/garbled"})
    void aMalformedIdIsUnknown(String path) {
        assertProblem(404, 2126, app.http.post(path.replace("%00%ff", "%C3%BF"), "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {              | 400 | 22
            []             | 400 | 22
            {"a":1,"a":2}  | 400 | 22
            {} {}          | 400 | 22
            """)
    void aBodyThatIsNoObjectIsRefused(String body, int status, int code) {
        String id = id(login());

        assertProblem(status, code, app.http.post("/challenge/" + id, body));
        assertProblem(status, code, app.http.post("/challenge/" + id + "/confirm", body));
        assertEquals(List.of(), app.mailbox.messages());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | 22
            {}                  | 25
            {"tan":12345678}    | 26
            {"tan":null}        | 26
            {"tan":"1234567"}   | 26
            {"tan":"123456789"} | 26
            {"tan":"abcdefgh"}  | 26
            """)
    void aMalformedTanIsRefusedAndCostsNoAttempt(String body, int code) {
        String id = id(login());
        app.send(id);

        assertProblem(400, code, app.http.post("/challenge/" + id + "/confirm", body));
        assertEquals(2, app.confirm(id, WRONG).json().path("retry_counter").asInt());
    }

    @Test
    void aLargeBodyIsRefused() {
        String large = "{\"a\":\"" + "x".repeat(16 * 1024) + "\"}";
        String id = id(login());

        assertProblem(413, 32, app.http.post("/challenge/" + id, large));
        assertProblem(413, 32, app.http.post("/challenge/" + id + "/confirm", large));
        assertEquals(List.of(), app.mailbox.messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH"})
    void onlyPostIsAllowed(String method) {
        String path = "/instances/shop/challenge/" + id(login());

        for (String accept : List.of("*/*", "text/html")) {
            Answer answer = app.http.send(app.http
                    .request(path)
                    .header("Accept", accept)
                    .method(method, BodyPublishers.noBody())
                    .build());
            assertEquals(405, answer.status());
            assertEquals("OPTIONS, POST", answer.header("Allow"));
            assertTrue(method.equals("HEAD") || answer.code() == 20, answer.body());
        }
        assertEquals(List.of(), app.mailbox.messages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/challenge/1-X", "/instances/admin/challenge/1-X", "/instances/admin/challenge/1-X/confirm"})
    void everyOriginMaySendAPreflight(String path) {
        Answer answer = app.http.send(app.http
                .request(path)
                .header("Origin", "https://backoffice.example.com")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        assertEquals(204, answer.status());
        assertHeaders(answer);
        assertEquals("OPTIONS, POST", answer.header("Access-Control-Allow-Methods"));
        assertEquals(
                "*, Authorization, Accept, Content-Type, Taler-Challenge-Ids",
                answer.header("Access-Control-Allow-Headers"));
    }

    /** Paths of Challenger's own protocol, or of the application. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/challenge/52SYMBOLSOFANONCE",
                "/challenge/52SYMBOLSOFANONCE/confirm",
                "/challenge/",
                "/challenge/1-X/other",
                "/instances",
                "/instances/",
            })
    void otherPathsBelongToTheApplication(String path) {
        Answer answer = app.http.post(path, "{}");

        assertEquals(418, answer.status());
        assertEquals("", answer.header("Access-Control-Allow-Origin"));
    }

    @Test
    void aFailedHandOverIsNotCounted() throws Exception {
        String id = id(login());
        try (EmbeddedChallenger broken = app.open(Map.of(TanChannel.EMAIL, app.mail(9)), EmbeddedOptions.DEFAULT)) {
            for (int i = 0; i < 5; i++) {
                assertEquals("502 2128", postTo(broken, "/challenge/" + id));
            }
        }

        assertEquals(200, app.send(id).status());
    }

    @Test
    void aChannelThatThisNodeLacksIsReported() throws Exception {
        String id = id(login());
        try (EmbeddedChallenger mute = app.open(Map.of(), EmbeddedOptions.DEFAULT)) {
            assertEquals("501 76", postTo(mute, "/challenge/" + id));
            assertEquals("501 76", postTo(mute, "/instances/shop/private/token"));
        }
    }

    /** Posts to another node of the application, and returns status and code. */
    private static String postTo(EmbeddedChallenger node, String path) throws Exception {
        Answer answer = post(EmbeddedApplication.context(node, TanChallengeEndpointIT::demand, new Teapot()), path);
        return answer.status() + " " + answer.code();
    }

    private static Answer post(ServletContextHandler context, String path, String... headers) {
        try (LocalServer server = new LocalServer(context)) {
            return new Http(server.url() + EmbeddedApplication.CONTEXT).post(path, "{}", headers);
        }
    }

    @Test
    void withoutItsDatabaseItAnswers503() throws SQLException {
        String id = id(login());
        app.source.setUrl("jdbc:mariadb://127.0.0.1:9/nowhere");

        assertProblem(503, 51, app.send(id));
        assertProblem(503, 51, app.confirm(id, WRONG));
        assertProblem(503, 51, login());
    }

    @Test
    void aTruncatedBodySendsNothingAndIsNoServerError() {
        String id = id(login());
        RawHttp.Answer answer = new RawHttp(app.url)
                .send(RawHttp.request(
                        new byte[] {'{'},
                        "POST " + EmbeddedApplication.CONTEXT + "/challenge/" + id + " HTTP/1.1",
                        "Host: localhost",
                        "Content-Length: 2"));

        assertTrue(answer.status() == 400 || answer.status() == 0, answer.body());
        assertEquals(List.of(), app.mailbox.messages());
    }

    @Test
    void theLogHasARefusalOnOneLineWithoutSecrets() {
        String id = id(login());
        app.send(id);
        try (CapturedLog log = new CapturedLog()) {
            app.confirm(id, WRONG);
            app.send(id);
            app.http.post("/instances/evil-shop/challenge/" + id + "?evil", "{}");

            List<String> lines = log.ours();
            assertEquals(
                    List.of(
                            "POST tan-challenge-confirm 409 MERCHANT_TAN_CHALLENGE_FAILED",
                            "POST tan-challenge 404 MERCHANT_TAN_CHALLENGE_UNKNOWN"),
                    lines);
        }
    }
}
