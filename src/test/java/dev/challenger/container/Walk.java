package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Instances;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.RawHttp;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Goes through the service in any container: the whole flow by pages, downloads that are refused, and hostile
 * requests.
 */
record Walk(World world, String url) {
    static final String METRICS_TOKEN = "0123456789abcdef";

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*/solve/[^\"]+)\"");

    /** Makes the world of an operator who has not deployed the WAR yet. */
    static World installation() {
        return World.with("http.base-url", "https://challenger.example.com", "mail.from", "challenger@example.com");
    }

    /** Returns the settings of an operator whose messages go to a gateway first, and to the mail server after its refusal. */
    static Map<String, String> settingsWithGateway(World world, StubGateway gateway, Path directory)
            throws IOException {
        gateway.answer(503, "{}");
        Path request = Files.writeString(
                directory.resolve("gateway.http"),
                "POST " + gateway.url() + "/send\nContent-Type: text/plain\n\n${text}\n");
        return world.installed(
                "metrics.token",
                METRICS_TOKEN,
                "senders.email",
                "web, mail",
                "senders.time-limit",
                "PT5M",
                "sender.web.request.file",
                request.toString());
    }

    /** Goes from the order to the validated address. */
    void through() {
        TestClient client = world.client(url);
        String nonce = client.setup();
        Answer form = client.browse(nonce);
        assertEquals(200, form.status(), form.body());
        assertEquals("max-age=31536000", form.header("Strict-Transport-Security"));
        assertEquals(200, linked(client, "/authorize/" + nonce, STYLE, form).status());

        Answer tanForm = client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS));
        assertEquals(200, tanForm.status(), tanForm.body());
        assertEquals(405, linked(client, "/challenge/" + nonce, ACTION, tanForm).status());

        Map<String, String> pin = Map.of("pin", world.mailbox().newestTan());
        Answer solved = client.http().postForm("/solve/" + nonce, pin, "Accept", Http.BROWSER);
        assertEquals(302, solved.status(), solved.body());
        String location = solved.header("Location");
        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?code="), location);
        assertTrue(location.endsWith("&iss=https%3A%2F%2Fchallenger.example.com"), location);

        Answer token = client.token(TestClient.code(location));
        Answer info = client.info(token.json().path("access_token").asText());
        assertEquals(
                TestClient.ADDRESS,
                info.json().path("address").path("CONTACT_EMAIL").asText());
    }

    /** Goes from the demand of a backend to the confirmed operation. */
    void confirmed() {
        TestClient backend = world.client(url, new Instances(List.of(Backend.SHOP)));
        String demand = "/instances/" + Backend.SHOP + "/private/challenges";
        String[] secret = {"Authorization", "Bearer " + backend.secret()};
        String id = Backend.offered(backend.http().post(demand, Backend.login(), secret))
                .get(0);
        String challenge = "/instances/" + Backend.SHOP + "/challenge/" + id;

        assertEquals(200, backend.http().post(challenge, "{}").status());
        String tan = "{\"tan\":\"" + world.mailbox().newestTan() + "\"}";
        assertEquals(204, backend.http().post(challenge + "/confirm", tan).status());
        assertEquals(
                204,
                backend.http()
                        .post(demand, Backend.login(), secret[0], secret[1], "Taler-Challenge-Ids", id)
                        .status());
    }

    /** Returns the answer that a browser gets at the target of a link or form of the page. */
    private Answer linked(TestClient client, String path, Pattern pattern, Answer page) {
        Matcher link = pattern.matcher(page.body());
        assertTrue(link.find(), page.body());
        String target = URI.create(url + path).resolve(link.group(1)).toString();
        assertTrue(target.startsWith(url), target);
        return client.http().get(target.substring(url.length()));
    }

    /** Reads the metrics, of which those of requests depend on what the container tells about servlets. */
    void measured() {
        Answer metrics = new Http(url).get("/metrics", "Authorization", "Bearer " + METRICS_TOKEN);

        assertEquals(200, metrics.status());
        assertTrue(
                metrics.body().contains("challenger_http_requests_seconds_count{endpoint=\"solve\""), metrics.body());
        assertTrue(metrics.body().contains("jvm_gc_"), metrics.body());
    }

    void nothingToDownload() {
        for (Answer answer : hidden()) {
            assertEquals(21, answer.code(), answer.body());
        }
    }

    /** Checks that nothing of the WAR is served but what the service serves. Some containers refuse by pages of their own. */
    List<Answer> hidden() {
        Http http = new Http(url);
        Answer root = http.get("/", "Accept", Http.BROWSER);
        assertEquals(200, root.status(), root.body());
        return Stream.of(
                        "/WEB-INF/web.xml",
                        "/WEB-INF/lib/",
                        "/WEB-INF/launch/slf4j-api-2.0.20.jar",
                        "/META-INF/MANIFEST.MF",
                        "/META-INF/maven/dev.challenger/challenger/pom.xml",
                        "/dev/challenger/launch/Main.class",
                        "/dev/challenger/launch/",
                        "/dev/",
                        "/static/",
                        "/nothing.jsp")
                .map(path -> {
                    Answer answer = http.get(path);
                    assertEquals(404, answer.status(), path);
                    return answer;
                })
                .toList();
    }

    /**
     * Sends hostile requests. Containers differ in which they refuse themselves, and in how they report a broken
     * transfer.
     */
    void nothingBreaks(CapturedLog log) {
        TestClient client = world.client(url);
        RawHttp raw = new RawHttp(url);
        String path = URI.create(url).getPath();
        for (String target : List.of(
                "/authorize/..;/config",
                "//config",
                "/%2e%2e/config",
                "/authorize/%2e%2e/WEB-INF/web.xml",
                "/authorize/a%2fb",
                "/authorize/a\\b",
                "/authorize/%00",
                "/authorize/%ff",
                "/authorize/%zz",
                "/authorize/%0d%0aX-Evil:%20yes",
                "/%0d%0aX-Evil:%20yes",
                "/config;jsessionid=%0d%0aX-Evil:%20yes",
                "/authorize/" + "A".repeat(8_050),
                "/authorize/x?state=%",
                "/authorize/x?state=\u00e9")) {
            log.clear();
            assertClean(raw.head("GET " + path + target + " HTTP/1.1", "Host: localhost"), log);
        }

        log.clear();
        assertClean(raw.head("TRACE " + path + "/config HTTP/1.1", "Host: localhost"), log);

        String[] head = {
            "POST " + path + "/setup/" + client.id() + " HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + client.secret()
        };
        assertRefused(28, raw, log, "not deflated", head, "Content-Encoding: deflate", "Content-Length: 12");
        assertRefused(23, raw, log, "{}", head, "Content-Length: 10");
        assertRefused(23, raw, log, "2\r\n{}\r\n", head, "Transfer-Encoding: chunked");
        assertRefused(32, raw, log, "", head, "Content-Length: 200000000");
        assertRefused(22, raw, log, "\u00e4\u00f6\u00fc", head, "Content-Length: 3");
        assertRefused(
                23, raw, log, "{}", head, "Content-Encoding: gzip", "Content-Encoding: gzip", "Content-Length: 2");
        assertEquals(52, client.setup().length());

        // Without these fields the first customer's client does not recognise a refusal as an OAuth error.
        String[] token = {"POST " + path + "/token HTTP/1.1", "Host: localhost"};
        RawHttp.Answer broken = assertRefused(23, raw, log, "zz", token, "Transfer-Encoding: chunked");
        assertTrue(broken.body().contains("\"error\":\"invalid_request\",\"error_description\":\""), broken.body());

        RawHttp.Answer page = raw.send(RawHttp.request(
                "zz".getBytes(StandardCharsets.US_ASCII),
                "POST " + path + "/challenge/" + client.setup() + " HTTP/1.1",
                "Host: localhost",
                "Accept: " + Http.BROWSER,
                "Transfer-Encoding: chunked"));
        assertEquals(400, page.status(), page.head());
        assertTrue(page.body().contains("<link rel=\"stylesheet\" href=\"../static/"), page.body());
    }

    private static RawHttp.Answer assertRefused(
            int code, RawHttp raw, CapturedLog log, String body, String[] head, String... headers) {
        log.clear();
        RawHttp.Answer answer = raw.send(RawHttp.request(
                body.getBytes(StandardCharsets.ISO_8859_1),
                Stream.of(head, headers).flatMap(Stream::of).toArray(String[]::new)));

        assertEquals(code, answer.code(), answer.head() + answer.body());
        assertClean(answer, log);
        return answer;
    }

    private static void assertClean(RawHttp.Answer answer, CapturedLog log) {
        assertTrue(answer.status() > 0 && answer.status() < 500, answer.head());
        assertFalse(answer.head().contains("X-Evil"), answer.head());
        assertFalse(answer.body().contains("<web-app"), answer.body());
        List<String> refusals = log.ours().stream()
                .filter(line -> !line.contains("Deleted or erased"))
                .toList();
        assertTrue(refusals.size() <= 1, refusals.toString());
        assertTrue(
                refusals.stream().noneMatch(line -> line.contains("\n") || line.contains("\r")), refusals.toString());
    }
}
