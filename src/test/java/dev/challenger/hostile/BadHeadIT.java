package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.RawHttp;
import dev.challenger.testing.RawHttp.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that each hostile request line or header is refused clearly, with at most one line in the log. */
@TestInstance(Lifecycle.PER_CLASS)
class BadHeadIT {
    private static final String HOST = "Host: localhost";

    @AutoClose
    private final World world = World.with();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    private final TestClient client = world.node().client();
    private final RawHttp raw = new RawHttp(world.node().url());

    @BeforeEach
    void forget() {
        log.clear();
    }

    @AfterEach
    void everyRequestLogsAtMostOneLine() {
        List<String> lines = log.ofRequests();
        assertTrue(lines.size() <= 1, lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.contains("\n") || line.contains("\r")), lines.toString());
    }

    private Answer get(String target, String... headers) {
        return raw.head(concat(new String[] {"GET " + target + " HTTP/1.1", HOST}, headers));
    }

    private static String[] concat(String[] one, String[] other) {
        return Stream.of(one, other).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "/authorize/..;/config,400,23",
        "/authorize/..%3b/config,404,21",
        "//config,404,21",
        "///,404,21",
        "/authorize//config,404,21",
        "//static/../WEB-INF/web.xml,404,21",
        "//WEB-INF//web.xml,404,21",
        "//dev/challenger/launch/Main.class,404,21",
        "//%2e%2e/config,400,23",
        "//a%2fb,400,23",
        "//..;/config,400,23",
        "/%2e%2e/config,400,23",
        "/authorize/%2e%2e/config,400,23",
        "/authorize/%2E%2E%2fconfig,400,23",
        "/authorize/a%2fb,400,23",
        "/authorize/a%5cb,400,23",
        "/authorize/..\\config,400,23",
        "/\\config,400,23",
        "/authorize,400,25",
        "/authorize/,404,21",
        "/authorize/a/b,404,21",
        "/authorize/abc,404,9755",
        "/authorize/%,400,23",
        "/authorize/%zz,400,23",
        "/authorize/%c3%28,400,23",
        "/authorize/%00,400,23",
        "/config%00,400,23",
        "/config%0d%0aX-Evil:%20yes,400,23",
        "/authorize/%0d%0aX-Evil:%20yes,400,23",
        "/config/,404,21",
        "/config/x,404,21",
        "/CONFIG,404,21",
        "/config.json,404,21",
        "/conf%C4%B1g,404,21",
        "/WEB-INF/web.xml,404,21",
        "/web-inf/web.xml,404,21",
        "/WEB-INF,404,21",
        "/WEB-INF/classes/dev/challenger/Challenger.class,404,21",
        "/META-INF/MANIFEST.MF,404,21",
        "/dev/challenger/launch/Main.class,404,21",
        "/static/,404,21",
        "/static/nothing.css,404,21",
        "/static/challenger.css/x,404,21",
        "/static/../WEB-INF/web.xml,404,21",
        "/static/..%2fWEB-INF/web.xml,400,23",
        "/static/%2e%2e/WEB-INF/web.xml,400,23",
        "/static/..%5cWEB-INF%5cweb.xml,400,23",
        "/nothing.jsp,404,21",
        "/j_security_check,404,21",
    })
    void unknownPathsAreRefused(String path, int status, int code) {
        Answer answer = get(path);

        assertEquals(status, answer.status(), answer.head() + answer.body());
        assertEquals(code, answer.code(), answer.body());
        assertFalse(answer.head().contains("X-Evil"), answer.head());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//setup/1",
                "/setup//1",
                "//instances/shop/private/challenges",
                "/instances//x",
                "//token",
                "/token//"
            })
    void aDoubledSlashIsToldAsWhatItIs(String path) {
        Answer answer = raw.head("POST " + path + " HTTP/1.1", HOST, "Content-Length: 0");

        assertEquals(404, answer.status(), answer.head());
        assertTrue(answer.body().contains("the path has a doubled slash"), answer.body());
    }

    /** Known tricks with path parameters, which Java containers cut off before they choose a servlet. */
    @ParameterizedTest
    @ValueSource(strings = {"/config;jsessionid=1", "/config;x=y;", "/%63onfig", "http://elsewhere.example/config"})
    void otherSpellingsOfAPathAreThePathOrRefused(String path) {
        Answer answer = get(path);

        assertTrue(Set.of(200, 400, 404).contains(answer.status()), answer.head());
        assertFalse(answer.head().contains("elsewhere.example"), answer.head());
        assertFalse(answer.body().contains("elsewhere.example"), answer.body());
    }

    @Test
    void aTargetThatIsTooLongIs414() {
        String path = "/authorize/" + "A".repeat(8_100);
        String query = client.authorizePath(client.setup(), Map.of("state", "s".repeat(8_100)));

        for (String target : List.of(path, query, "/nothing/" + "x".repeat(8_100))) {
            log.clear();
            Answer answer = get(target);
            assertEquals(414, answer.status());
            assertEquals(31, answer.code());
        }
        assertEquals(414, get("/" + "x".repeat(100_000)).status());
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=code&response_type=code&client_id=ID,26",
        "response_type=code&client_id=ID&client_id=2,26",
        "response_type=code&client_id=ID&state=a&state=b,26",
        "response_type=code&client_id=ID&redirect_uri=a&redirect_uri=a,26",
        "response_type=code&client_id=ID&redirect_uri=%c3%28,26",
        "response_type=code&client_id=ID&redirect_uri=%,26",
        "response_type=code&client_id=ID&x=%zz,26",
        "response_type=code&client_id=ID&state=caf\u00e9,26",
        "response_type=code&client_id=ID&code_challenge=abc,26",
        "response_type=code&client_id=ID&code_challenge_method=S256,25",
        "response_type=code&client_id=99999999999999999999,26",
        "response_type=code&client_id=-1,26",
        "response_type=code&client_id=%EF%BC%91,26",
        "response_type=code,25",
        "response_type=token&client_id=ID,26",
        "client_id=ID,25",
        "&=&=&?,25",
    })
    void malformedQueriesAreRefused(String query, int code) {
        String nonce = client.setup();

        Answer answer = get("/authorize/" + nonce + "?" + query.replace("ID", Long.toString(client.id())));

        assertEquals(400, answer.status(), answer.body());
        assertEquals(code, answer.code(), answer.body());
    }

    @Test
    void aStateOfAnyBytesIsAllowed() {
        String nonce = client.setup();

        Answer answer = get("/authorize/" + nonce + "?response_type=code&client_id=" + client.id()
                + "&state=%00%0d%0a%ff;<script>");

        assertEquals(200, answer.status(), answer.body());
        client.challenge(nonce, TestClient.ADDRESS);
        String url = client.solve(nonce, world.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertTrue(url.contains("&state=%00%0D%0A%FF%3B%3Cscript%3E&iss="), url);
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE,/config",
        "TRACE,/setup/1",
        "PATCH,/config",
        "PUT,/setup/1",
        "DELETE,/info",
        "POST,/config",
        "POST,/info",
        "GET,/setup/1",
        "GET,/token",
        "GET,/challenge/x",
        "GET,/solve/x",
        "FOO,/config",
        "FOO,/",
        "get,/config",
        "pOST,/token",
        "PROPFIND,/static/challenger.css",
    })
    void methodsThatAreNotForThisPathAre405(String method, String path) {
        Answer answer = raw.head(method + " " + path + " HTTP/1.1", HOST, "Authorization: Bearer x");

        assertEquals(405, answer.status(), answer.head());
        assertEquals(20, answer.code(), answer.body());
        assertTrue(answer.head().contains("\r\nAllow: "), answer.head());
        assertFalse(answer.body().contains("Bearer"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT localhost:25 HTTP/1.1",
                "CONNECT /config HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET * HTTP/1.1",
                "GET config HTTP/1.1",
                "GET ?x HTTP/1.1",
                "GET /config",
                "GET /config HTTP/1.1 and more",
                "\u0000\u0001\u0002",
                "G\u00cbT /config HTTP/1.1",
                "PRI * HTTP/2.0",
            })
    void malformedRequestLinesAreRefused(String line) {
        Answer answer = raw.head(line, HOST);

        assertTrue(answer.status() >= 400 && answer.status() < 500 || answer.status() == 505, answer.head());
        assertTrue(answer.code() > 0, answer.head() + answer.body());
    }

    @Test
    void aMethodAsLongAsAHeadIsRefused() {
        Answer answer = raw.head("X".repeat(8_000) + " /config HTTP/1.1", HOST);

        assertEquals(405, answer.status());
        assertTrue(log.ours().get(0).length() < 200, log.ours().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nHost: elsewhere.example",
                "Host: <script>",
                "Host: local host",
                "Host: localhost:port",
                "Host : localhost",
                "X: y",
                "Host: localhost\r\nContent-Length: 5\r\nContent-Length: 6",
                "Host: localhost\r\nContent-Length: -1",
                "Host: localhost\r\nContent-Length: many",
                "Host: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
                "Host: localhost\r\nTransfer-Encoding: gzip",
                "Host: localhost\r\nX: y\r\n folded: z",
                "Host: localhost\r\nno colon",
                "Host: localhost\r\n: no name",
                "Host: localhost\r\nX y: z",
                "Host: localhost\r\nX: a\u0000b",
            })
    void malformedHeadersAreRefused(String headers) {
        Answer answer = raw.head("POST /config HTTP/1.1", headers);

        assertTrue(Set.of(400, 405).contains(answer.status()), answer.head());
        assertTrue(answer.code() > 0, answer.head() + answer.body());
        assertFalse(answer.body().contains("elsewhere") || answer.body().contains("<script"), answer.body());
    }

    @Test
    void tooManyHeadersAreRefused() {
        assertEquals(431, get("/config", "X: " + "y".repeat(20_000)).status());
        assertEquals(431, get("/config", "X: y\r\n".repeat(10_000).strip()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "elsewhere.example:1", "127.0.0.1:99", "[::1]:80"})
    void aHostIsNeverReflected(String host) {
        String nonce = client.challenged();
        String path = client.authorizePath(nonce, Map.of());

        for (String target : List.of("/", path, "/nothing", "/solve/" + nonce)) {
            Answer page = raw.head(
                    "GET " + target + " HTTP/1.1",
                    "Host: " + host,
                    "X-Forwarded-Host: " + host,
                    "Forwarded: host=" + host,
                    "Accept: " + Http.BROWSER);
            assertTrue(page.status() < 500, page.head());
            assertFalse((page.head() + page.body()).contains(host), page.head() + page.body());
            log.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range: bytes=0-1",
                "Range: bytes=5-1,-,x",
                "If-Match: \"x\"",
                "If-Modified-Since: Sat, 21 Nov 2099 12:00:00 GMT",
                "If-Unmodified-Since: yesterday",
                "Accept: ,;q=,text/html;q=7,*/*;q=-1,/,;;;",
                "Accept-Charset: utf-16",
                "Content-Type: \u00e4\u00f6\u00fc",
                "Cookie: JSESSIONID=../../x; a=\"b",
                "X-HTTP-Method-Override: DELETE",
            })
    void irrelevantHeadersChangeNothing(String header) {
        assertEquals(200, get("/config", header).status());
        Answer style = get("/static/challenger.css", header);
        assertEquals(200, style.status());
        assertTrue(style.body().contains("{"), style.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match: *", "Accept-Encoding: gzip, br"})
    void headersThatMatterToFilesChangeNoOtherAnswer(String header) {
        Answer config = get("/config", header);

        assertEquals(200, config.status());
        assertTrue(config.body().startsWith("{"), config.body());
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer,404,9750",
        "Bearer x,404,9750",
        "Basic x,404,9750",
        "'Bearer a\r\nAuthorization: Bearer b',400,23",
    })
    void malformedCredentialsAreRefusedAtSetup(String value, int status, int code) {
        Answer answer = raw.head(
                "POST /setup/" + client.id() + " HTTP/1.1", HOST, "Content-Length: 0", "Authorization: " + value);

        assertEquals(status, answer.status(), answer.body());
        assertEquals(code, answer.code(), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "!!!,400,23",
        "bm9jb2xvbg==,400,23",
        "MTpzZWNyZXQ,404,9750",
        "MTolenolenp6,404,9750",
        "Og==,404,9750",
        "/////w==,400,23",
    })
    void malformedCredentialsAreRefusedAtToken(String basic, int status, int code) {
        Http.Answer answer = client.http()
                .postForm(
                        "/token",
                        Map.of("grant_type", "authorization_code", "code", "x"),
                        "Authorization",
                        "Basic " + basic);

        assertEquals(status, answer.status(), answer.body());
        assertEquals(code, answer.code(), answer.body());
        assertTrue(answer.json().path("error").isTextual(), answer.body());
    }

    @Test
    void aRefusedRequestWithExpectContinueGetsTheRefusalAtOnce() {
        Answer answer = raw.head(
                "POST /setup/" + client.id() + " HTTP/1.1",
                HOST,
                "Authorization: Bearer " + client.secret(),
                "Expect: 100-continue",
                "Content-Length: 200000");

        assertEquals(413, answer.status());
        assertEquals(32, answer.code());
        assertFalse(answer.head().startsWith("HTTP/1.1 100"), answer.head());
    }

    @Test
    void anAcceptedRequestWithExpectContinueMaySend() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        Answer answer = raw.send(RawHttp.request(
                body,
                "POST /setup/" + client.id() + " HTTP/1.1",
                HOST,
                "Authorization: Bearer " + client.secret(),
                "Expect: 100-continue",
                "Content-Length: 2"));

        assertEquals(200, answer.status());
    }

    @Test
    void otherExpectationsAreRefused() {
        assertEquals(417, get("/config", "Expect: miracles").status());
    }

    @Test
    void requestsThatAreNotHttpAreRefused() {
        byte[] garbage = new byte[5000];
        new Random(42).nextBytes(garbage);
        byte[] hello = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc, 0x03, 0x03};

        assertTrue(raw.send(garbage).status() < 500);
        assertTrue(raw.send(hello).status() < 500);
        assertEquals(0, raw.send(new byte[0]).status());
        assertEquals(52, client.setup().length());
    }
}
