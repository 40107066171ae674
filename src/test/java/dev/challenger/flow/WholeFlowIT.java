package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves the whole flow from the order to the validated address, for programs and for browsers. */
class WholeFlowIT {
    @AutoClose
    private final World world = World.with();

    private final TestClient client = world.node().client();

    @Test
    void aProgramGetsTheAddressOfAPersonWhoEnteredTheTan() {
        String nonce = client.setup();
        assertEquals(52, nonce.length());
        JsonNode status = client.authorize(nonce).json();
        assertEquals(3, status.path("changes_left").asInt());

        JsonNode created = client.challenge(nonce, TestClient.ADDRESS).json();
        assertEquals("created", created.path("type").asText());
        assertTrue(created.path("transmitted").asBoolean());
        Answer solved = client.solve(nonce, world.mailbox().newestTan());
        String redirectUrl = solved.json().path("redirect_url").asText();
        assertTrue(redirectUrl.startsWith(TestClient.REDIRECT_URI + "?code="), redirectUrl);
        assertTrue(redirectUrl.endsWith("&state=the%20state&iss=http%3A%2F%2Flocalhost%3A8080"), redirectUrl);

        JsonNode token = client.token(TestClient.code(redirectUrl)).json();
        assertEquals("Bearer", token.path("token_type").asText());
        JsonNode info = client.info(token.path("access_token").asText()).json();
        assertEquals(
                TestClient.ADDRESS, info.path("address").path("CONTACT_EMAIL").asText());
        assertEquals("email", info.path("address_type").asText());
        assertEquals(
                world.clock().instant().plusSeconds(365L * 24 * 3600).getEpochSecond(),
                info.path("expires").path("t_s").asLong());
    }

    @Test
    void aPersonCompletesTheFlowOnPages() {
        String nonce = client.setup();
        Answer form = client.browse(nonce);
        assertEquals(200, form.status());
        assertTrue(form.body().contains("name=\"CONTACT_EMAIL\""), form.body());

        Answer tanForm = client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS));
        assertEquals(200, tanForm.status());
        assertTrue(tanForm.body().contains("autocomplete=\"one-time-code\""), tanForm.body());
        Answer solved = client.http()
                .postForm("/solve/" + nonce, Map.of("pin", world.mailbox().newestTan()), "Accept", Http.BROWSER);

        assertEquals(302, solved.status());
        assertTrue(solved.header("Location").startsWith(TestClient.REDIRECT_URI + "?code="), solved.header("Location"));
    }
}
