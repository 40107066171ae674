package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that a browser whose authorization request is refused takes the error to the client (RFC 6749 section 4.1.2.1), and only
 * to a redirect URI that is known to be good.
 */
class ReturnedErrorIT {
    @AutoClose
    private static final World WORLD = World.with("http.base-url", "https://challenger.example.com");

    private static final String ISS = "&iss=https%3A%2F%2Fchallenger.example.com";

    private final TestClient client = WORLD.node().client();

    private Answer browse(String pathAndQuery) {
        return client.http().get(pathAndQuery, "Accept", Http.BROWSER);
    }

    private String path(String name, String value) {
        return client.authorizePath(client.setup(), Map.of(name, value));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token,unsupported_response_type",
        "response_type,'',invalid_request",
        "response_mode,fragment,invalid_request",
        "code_challenge,short,invalid_request",
        "code_challenge_method,S256,invalid_request",
    })
    void theClientLearnsOfABadRequest(String name, String value, String error) {
        String path = path(name, value);

        String location = browse(path).header("Location");

        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=" + error + "&error_description="), location);
        assertTrue(location.endsWith("&state=the%20state" + ISS), location);
        assertEquals(400, client.http().get(path).status());
    }

    @Test
    void aStateThatNoRedirectCanCarryIsLeftOut() {
        String path = path("state", "x".repeat(4001));

        String location = browse(path).header("Location");

        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=invalid_request&"), location);
        assertTrue(location.contains("%28state%29" + ISS), location);
    }

    @Test
    void aClientThatMustUsePkceLearnsThatItsRequestHasNone() {
        TestClient strict = WORLD.node().client(true);

        String location = strict.browse(strict.setup()).header("Location");

        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=invalid_request&"), location);
    }

    @Test
    void withoutARedirectUriTheRegisteredOneGetsTheError() {
        String path = "/authorize/" + client.setup() + "?response_type=token&client_id=" + client.id();

        String location = browse(path).header("Location");

        assertTrue(location.startsWith(TestClient.REDIRECT_URI + "?error=unsupported_response_type&"), location);
        assertTrue(location.endsWith(ISS), location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uri=http://evil.example/",
                "redirect_uri=http://localhost:9999/callback&redirect_uri=http://evil.example/",
                "redirect_uri=http://localhost:9999/callback/../evil",
                "redirect_uri=%FF",
                "client_id=999999",
                "client_id=x",
                "client_id=1&client_id=2",
            })
    void nobodyIsSentToARedirectUriThatIsNotKnownToBeGood(String query) {
        String good = query.contains("client_id") ? "" : "&client_id=" + client.id();

        Answer answer = browse("/authorize/" + client.setup() + "?response_type=token&" + query + good);

        assertTrue(answer.status() >= 400, answer.body());
        assertEquals("", answer.header("Location"));
    }

    @Test
    void withoutAClientIdNobodyIsSentAnywhere() {
        Answer answer = browse("/authorize/" + client.setup() + "?response_type=token");

        assertEquals(400, answer.status());
    }

    @Test
    void anUnknownNonceSendsNobodyAnywhere() {
        Expect.page(404, browse(client.authorizePath("0".repeat(52), Map.of())), "9755");
        assertEquals(
                "",
                browse(client.authorizePath("0".repeat(52), Map.of("response_type", "token")))
                        .header("Location"));
    }

    @Test
    void aPushedRequestHasItsOwnRecipient() {
        String urn = client.push(Map.of("state", "pushed"))
                .json()
                .path("request_uri")
                .asText();
        String nonce = urn.replaceFirst(".*:", "");
        Map<String, String> query = Map.of("response_type", "token", "state", "other");

        String location = browse(client.authorizePath(nonce, query)).header("Location");

        assertTrue(location.endsWith("&state=pushed" + ISS), location);
    }
}
