package dev.challenger.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves the public self-description of the service, and the headers and refusals that all endpoints have in common. */
class ConfigIT {
    @AutoClose
    private static final World WORLD = World.with();

    private static final Node CHATTY = WORLD.another(
            "source.url",
            "https://code.example/challenger?tree=main",
            "address.hint",
            "you@company.example",
            "address.restrictions",
            """
            {"CONTACT_EMAIL": {"regex": "[^@]+@company\\\\.example", "hint": "Of the company.",
                               "hint_i18n": {"de": "Der Firma."}}}
            """);

    private static final TestClient CLIENT = WORLD.node().client();
    private static final Http HTTP = CLIENT.http();

    @Test
    void theConfigNamesProtocolAndAddressType() {
        Expect.json(200, """
                {"name": "challenger", "version": "6:0:0", "implementation": "urn:x-challenger:servlet",
                 "restrictions": {}, "address_type": "email", "address_hint": ""}
                """, HTTP.get("/config"));
    }

    @Test
    void theConfigHasRestrictionsAndHint() {
        Expect.json(200, """
                {"name": "challenger", "version": "6:0:0", "implementation": "urn:x-challenger:servlet",
                 "restrictions": {"CONTACT_EMAIL": {"regex": "[^@]+@company\\\\.example", "hint": "Of the company.",
                                                    "hint_i18n": {"de": "Der Firma."}}},
                 "address_type": "email", "address_hint": "you@company.example"}
                """, new Http(CHATTY.url()).get("/config", "Accept", Http.BROWSER));
    }

    @Test
    void theRootIsAPageForPeopleAndTheConfigForPrograms() {
        Expect.page(200, HTTP.get("/", "Accept", Http.BROWSER), "<h1>");
        Expect.json(200, HTTP.get("/config").body(), HTTP.get("/"));
        Expect.json(200, HTTP.get("/config").body(), HTTP.get("", "Accept", "*/*"));
    }

    @Test
    void robotsAreDisallowed() {
        Answer robots = HTTP.get("/robots.txt");

        assertEquals(200, robots.status());
        assertEquals("User-agent: *\nDisallow: /\n", robots.body());
        assertTrue(robots.header("Content-Type").startsWith("text/plain"));
    }

    @Test
    void theSourceIsAtTheUrlInTheSettingsOrUnknown() {
        Expect.redirect("https://code.example/challenger?tree=main", new Http(CHATTY.url()).get("/source"));
        Answer options = new Http(CHATTY.url())
                .send(new Http(CHATTY.url())
                        .request("/source")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build());
        assertEquals("GET, HEAD, OPTIONS", options.header("Allow"));
        Expect.problem(404, 21, HTTP.get("/source"));
        Expect.problem(404, 21, send("PUT", "/source"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/config/",
                "/config/x",
                "/CONFIG",
                "/setup",
                "/setup/",
                "/setup/1/2",
                "/authorize/",
                "/challenge/",
                "/solve/x/",
                "/token/x",
                "/par/",
                "/revoke/x",
                "/introspect/x",
                "/.well-known",
                "/.well-known/",
                "/info/",
                "/robots.txt/x",
                "/static",
                "/static/",
                "/static/other.css",
                "/static/challenger-0123456789ABCDE.css",
                "/static/challenger-0123456789ABCDEF.png",
                "/static/challenger-0123456789abcdef.css",
                "/static/-0123456789ABCDEF.css",
                "/static/challenger.css/x",
                "/static/CHALLENGER.CSS",
                "/index.html",
                "/favicon.ico",
                "/dev/challenger/launch/Main.class",
                "/dev/challenger/",
                "/db/challenger/V1__validations.sql",
                "/%3Cscript%3E",
            })
    void otherPathsAreUnknownForEveryMethod(String path) {
        Expect.problem(404, 21, HTTP.get(path));
        Expect.problem(404, 21, HTTP.post(path, ""));
        Expect.problem(404, 21, send("OPTIONS", path));
        if (path.startsWith("/setup")) {
            // Only programs call it, so it answers JSON whatever Accept says.
            Expect.problem(404, 21, HTTP.get(path, "Accept", Http.BROWSER));
        } else {
            Expect.page(404, HTTP.get(path, "Accept", Http.BROWSER), "<h1>");
        }
    }

    /** Containers refuse these before any servlet, and ask for an error page without knowing who called. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/WEB-INF/pages/tan.ftlh",
                "/WEB-INF/",
                "/WEB-INF",
                "/META-INF/MANIFEST.MF"
            })
    void pathsOfTheContainerAreUnknownToo(String path) {
        Answer refused = HTTP.get(path);
        assertEquals(404, refused.status());
        assertEquals(21, refused.code());
        assertEquals(404, HTTP.get(path, "Accept", Http.BROWSER).status());
    }

    @Test
    void aPathWithALineFeedIsRefused() {
        assertEquals(400, HTTP.get("/x%0D%0Ay").status());
    }

    /** Returns all endpoints and the methods that they allow. */
    static List<String> endpoints() {
        return List.of(
                "/ GET, HEAD, OPTIONS",
                "/config GET, HEAD, OPTIONS",
                "/robots.txt GET, HEAD, OPTIONS",
                "/static/challenger.css GET, HEAD, OPTIONS",
                "/health GET, HEAD, OPTIONS",
                "/health/live GET, HEAD, OPTIONS",
                "/health/ready GET, HEAD, OPTIONS",
                "/setup/1 OPTIONS, POST",
                "/authorize/N GET, HEAD, OPTIONS, POST",
                "/challenge/N OPTIONS, POST",
                "/solve/N OPTIONS, POST",
                "/.well-known/oauth-authorization-server GET, HEAD, OPTIONS",
                "/.well-known/openid-configuration GET, HEAD, OPTIONS",
                "/jwks GET, HEAD, OPTIONS",
                "/openapi.yaml GET, HEAD, OPTIONS",
                "/par OPTIONS, POST",
                "/authorize GET, HEAD, OPTIONS, POST",
                "/introspect OPTIONS, POST",
                "/revoke OPTIONS, POST",
                "/token OPTIONS, POST",
                "/info GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void optionsAnswersWithTheAllowedMethods(String endpoint) {
        String path = endpoint.split(" ", 2)[0];
        String allowed = endpoint.split(" ", 2)[1];

        Answer answer = send("OPTIONS", path);

        assertEquals(204, answer.status());
        assertEquals("", answer.body());
        assertEquals(allowed, answer.header("Allow"));
        assertEquals(allowed, answer.header("Access-Control-Allow-Methods"));
        assertEquals("*, Authorization", answer.header("Access-Control-Allow-Headers"));
        requireCommonHeaders(answer);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anotherMethodIsRefusedWithTheAllowedOnes(String endpoint) {
        String path = endpoint.split(" ", 2)[0];
        String allowed = endpoint.split(" ", 2)[1];

        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get")) {
            if (!List.of(allowed.split(", ")).contains(method)) {
                Answer answer = send(method, path);
                assertEquals(405, answer.status(), method);
                assertEquals(allowed, answer.header("Allow"), method);
                if (!method.equals("HEAD")) {
                    assertEquals(20, answer.code(), method);
                }
                requireCommonHeaders(answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/config",
                "/health",
                "/robots.txt",
                "/static/challenger.js",
                "/nothing",
                "/info",
                "/authorize/N"
            })
    void headAnswersAsGetWithoutTheBody(String path) {
        Answer get = HTTP.get(path);
        Answer head = send("HEAD", path);

        assertEquals(get.status(), head.status());
        assertEquals("", head.body());
        for (String header : List.of("Content-Type", "Content-Length", "Cache-Control", "WWW-Authenticate")) {
            assertEquals(get.header(header), head.header(header), header);
        }
    }

    @Test
    void everyKindOfAnswerHasTheCommonHeaders() {
        String nonce = CLIENT.challenged();
        List<Answer> answers = List.of(
                HTTP.get("/config"),
                HTTP.get("/", "Accept", Http.BROWSER),
                HTTP.get("/nothing"),
                HTTP.get("/nothing", "Accept", Http.BROWSER),
                HTTP.get("/static/challenger.css"),
                HTTP.get(CLIENT.authorizePath(nonce, Map.of()), "Accept", Http.BROWSER),
                HTTP.post("/setup/1", ""),
                HTTP.post("/token", ""),
                HTTP.post("/par", ""),
                HTTP.get("/authorize"),
                HTTP.post("/introspect", ""),
                HTTP.post("/revoke", ""),
                HTTP.get("/info"),
                HTTP.get("/config?" + "x".repeat(8000)),
                CLIENT.solve(nonce, "0000-0000"),
                CLIENT.solve(nonce, WORLD.mailbox().newestTan()),
                CLIENT.http().postForm("/solve/" + nonce, Map.of()),
                new Http(CHATTY.url()).get("/source"));

        answers.forEach(ConfigIT::requireCommonHeaders);
    }

    private static void requireCommonHeaders(Answer answer) {
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertEquals("*", answer.header("Access-Control-Expose-Headers"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
        assertEquals("", answer.header("Strict-Transport-Security"), "the base URL is http");
        String policy = answer.header("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
        assertTrue(!policy.contains("unsafe"), policy);
        boolean file = answer.header("Content-Type").startsWith("text/css");
        assertEquals(file ? "public, max-age=3600" : "no-store", answer.header("Cache-Control"));
        assertEquals("", answer.header("Set-Cookie"));
        assertEquals("", answer.header("Server"));
    }

    @Test
    void aUriThatIsTooLongIsRefused() {
        String longest = "/config?" + "x".repeat(8000 - "/config".length());

        assertEquals(200, HTTP.get(longest).status());
        Expect.problem(414, 31, HTTP.get(longest + "x"));
        Expect.page(414, HTTP.get(longest + "x", "Accept", Http.BROWSER), "31");
    }

    @Test
    void pagesHaveNothingThatThePolicyForbids() {
        String page = HTTP.get("/", "Accept", Http.BROWSER).body().toLowerCase(Locale.ROOT);

        assertTrue(!page.contains("<style") && !page.contains("style=") && !page.contains("onclick="), page);
    }

    private static Answer send(String method, String path) {
        return HTTP.send(
                HTTP.request(path).method(method, BodyPublishers.noBody()).build());
    }
}
