package dev.challenger.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves how the URLs of a TAN challenge tell people from programs, and TAN challenges from validations. */
class ChallengeUrlsIT extends ChallengeInBrowser {
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
                "<h1>Check your e-mail</h1>",
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
}
