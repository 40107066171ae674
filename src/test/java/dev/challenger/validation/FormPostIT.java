package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.client.Instances;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code response_mode=form_post} takes codes and errors to the client by a form. */
class FormPostIT {
    private static final Map<String, String> FORM_POST = Map.of("response_mode", "form_post", "state", "<é> &\"");

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();

    private String asked() {
        String nonce = client.setup();
        assertEquals(200, http.get(client.authorizePath(nonce, FORM_POST)).status());
        return nonce;
    }

    private Answer browse(String url) {
        return http.get(url.replaceFirst("^http://[^/]*", ""), "Accept", Http.BROWSER);
    }

    private static String field(Answer page, String name) {
        Matcher field = Pattern.compile("<input type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\">")
                .matcher(page.body());
        assertTrue(field.find(), page.body());
        return field.group(1);
    }

    @Test
    void theCodeIsPostedByAFormThatWorksWithoutScript() {
        String nonce = asked();
        client.challenge(nonce, TestClient.ADDRESS);

        Answer solved =
                http.postForm("/solve/" + nonce, Map.of("pin", WORLD.mailbox().newestTan()), "Accept", Http.BROWSER);
        Answer page = browse(solved.header("Location"));

        Expect.page(
                200,
                page,
                "<form method=\"post\" action=\"" + TestClient.REDIRECT_URI + "\" data-go>",
                "<button class=\"first\">Continue to Sample Shop</button>");
        assertEquals("&lt;é&gt; &amp;&quot;", field(page, "state"));
        assertFalse(page.header("Content-Security-Policy").contains("form-action"));
        assertEquals(200, client.token(field(page, "code")).status());
        assertEquals(field(page, "code"), field(client.browse(nonce), "code"));
    }

    @Test
    void aProgramLearnsThePageThatTheBrowserGoesTo() {
        String nonce = asked();
        client.challenge(nonce, TestClient.ADDRESS);

        Answer solved = client.solve(nonce, WORLD.mailbox().newestTan());

        String url = solved.json().path("redirect_url").asText();
        assertTrue(url.endsWith("/solve/" + nonce), url);
        assertEquals(
                url,
                client.challenge(nonce, TestClient.ADDRESS)
                        .json()
                        .path("redirect_url")
                        .asText());
        Expect.page(200, browse(url), "name=\"code\"", "name=\"iss\"");
    }

    @Test
    void thePersonReturnsByAFormToo() {
        String nonce = asked();
        Matcher link = Pattern.compile("<a class=\"cancel\" href=\"([^\"]*)\"")
                .matcher(browse("/challenge/" + nonce).body());
        assertTrue(link.find());

        Answer page = browse(link.group(1));

        Expect.page(200, page, "action=\"" + TestClient.REDIRECT_URI + "\" data-go", "Return to Sample Shop</button>");
        assertEquals("access_denied", field(page, "error"));
        assertEquals("&lt;é&gt; &amp;&quot;", field(page, "state"));
        assertFalse(page.body().contains("name=\"code\""));
        Expect.page(200, browse("/challenge/" + nonce), "CONTACT_EMAIL");
    }

    @Test
    void thePersonReturnsAfterTheValidationHasExpired() {
        String nonce = asked();
        WORLD.clock().advance(Duration.ofHours(24));

        Expect.page(404, browse("/challenge/" + nonce), "/challenge/" + nonce + "?return=expired");
        assertEquals("access_denied", field(browse("/challenge/" + nonce + "?return=expired"), "error"));
    }

    @Test
    void aReasonToReturnIsNothingToOtherClientsAndStrangers() {
        String nonce = client.setup();
        Expect.page(200, browse("/challenge/" + nonce + "?return=cancelled"), "CONTACT_EMAIL");
        Expect.page(200, browse("/challenge/" + asked() + "?return=x"), "CONTACT_EMAIL");
        Expect.page(404, browse("/challenge/" + "0".repeat(52) + "?return=cancelled"), "9755");
    }

    @Test
    void theErrorOfABadRequestIsPosted() {
        Answer page = browse(
                client.authorizePath(client.setup(), Map.of("response_mode", "form_post", "response_type", "token")));

        Expect.page(200, page, "action=\"" + TestClient.REDIRECT_URI + "\" data-go");
        assertEquals("unsupported_response_type", field(page, "error"));
        assertEquals("the state", field(page, "state"));
    }

    @Test
    void aPushedRequestMayAskForIt() {
        String urn = client.push(FORM_POST).json().path("request_uri").asText();
        String nonce = urn.replaceFirst(".*:", "");
        client.challenge(nonce, TestClient.ADDRESS);

        client.solve(nonce, WORLD.mailbox().newestTan());

        Expect.page(200, browse("/solve/" + nonce), "name=\"code\"");
    }

    /** Forms carry text, and browsers change its line ends. */
    @ParameterizedTest
    @ValueSource(strings = {"%FF", "a%0Ab", "a%0D%0Ab", "%00", "%7F"})
    void aStateThatAFormWouldChangeIsRefused(String state) {
        String path = client.authorizePath(client.setup(), Map.of("response_mode", "form_post"))
                .replace("state=the+state", "state=" + state);

        Expect.problem(400, 26, "state", http.get(path));
    }

    @Test
    void nothingCanBePostedToAnApp() {
        long id = WORLD.node()
                .challenger()
                .clients()
                .add(Client.fresh("App", List.of("com.example.app:/back")), Instances.NONE, Optional.empty())
                .id();
        String secret = WORLD.node()
                .challenger()
                .clients()
                .rotateSecret(id, Optional.empty())
                .text();
        String nonce = new TestClient(http, id, secret).setup();
        String path = "/authorize/" + nonce + "?response_type=code&response_mode=form_post&state=x%FF&client_id=" + id;

        Expect.problem(400, 26, "state", http.get(path));
        Expect.problem(400, 26, "response_mode", http.get(path.replace("%FF", "")));
        String back = browse(path).header("Location");
        assertTrue(back.startsWith("com.example.app:/back?error=invalid_request&"), back);
        assertTrue(back.contains("&state=x%FF&iss="), back);
    }
}
