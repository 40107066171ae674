package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that the requests of the first customer's software (spec section 4) keep working. */
class FirstCustomerIT {
    private static final String STATE = "8ZBB1GK0J7QF2C9V-kyc/17";

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();

    @Test
    void anOrderWithAnEmptyFormLeadsToTheAddress() {
        Answer setup = http.post(
                "/setup/" + client.id(),
                "",
                "Authorization",
                "Bearer " + client.secret(),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(200, setup.status());

        leadsToTheAddress(setup.json().path("nonce").asText());
    }

    @Test
    void anOrderInDeflatedJsonLeadsToTheAddress() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflated)) {
            out.write("{\"CONTACT_EMAIL\":\"person@example.com\",\"read_only\":true}".getBytes(StandardCharsets.UTF_8));
        }
        Answer setup = http.send(http.request("/setup/" + client.id())
                .header("Authorization", "Bearer " + client.secret())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "deflate")
                .POST(BodyPublishers.ofByteArray(deflated.toByteArray()))
                .build());
        assertEquals(200, setup.status());

        leadsToTheAddress(setup.json().path("nonce").asText());
    }

    private void leadsToTheAddress(String nonce) {
        String authorize = "/authorize/" + nonce + "?response_type=code&client_id=" + client.id() + "&redirect_uri="
                + Http.encode(TestClient.REDIRECT_URI) + "&state=" + Http.encode(STATE);
        assertEquals(200, http.get(authorize, "Accept", Http.BROWSER).status());
        http.postForm("/challenge/" + nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS), "Accept", Http.BROWSER);
        Answer solved =
                http.postForm("/solve/" + nonce, Map.of("pin", WORLD.mailbox().newestTan()), "Accept", Http.BROWSER);
        assertEquals(302, solved.status());
        List<String> query =
                List.of(URI.create(solved.header("Location")).getRawQuery().split("&"));
        assertTrue(query.contains("state=" + Http.encode(STATE)), query.toString());

        JsonNode token = token(TestClient.code(solved.header("Location"))).json();
        assertTrue(token.path("token_type").asText().equalsIgnoreCase("bearer"));
        String accessToken = token.path("access_token").asText();
        assertTrue(accessToken.matches("[^ ;\\r\\n]+"), accessToken);

        JsonNode info = client.info(accessToken).json();
        assertTrue(info.path("id").isIntegralNumber());
        assertEquals("email", info.path("address_type").asText());
        assertEquals(
                TestClient.ADDRESS, info.path("address").path("CONTACT_EMAIL").asText());
        assertEquals(info.path("expires"), info.path("address_expiration"));
        assertTrue(info.path("expires").path("t_s").isIntegralNumber());
    }

    @Test
    void everyRefusalOfATokenHasErrorAndDescription() {
        String code = client.solved(WORLD.mailbox());
        Map<String, String> wrongSecret = form(code);
        wrongSecret.put("client_secret", "wrong");
        Map<String, String> wrongGrant = form(code);
        wrongGrant.put("grant_type", "refresh_token");

        expectBothFields(
                token("nonsense"),
                http.postForm("/token", wrongSecret),
                http.postForm("/token", wrongGrant),
                http.postForm("/token", Map.of()),
                http.post("/token", "%zz"),
                http.post("/token", "{}", "Content-Type", "application/json"),
                http.post("/token", "x".repeat(20_000)),
                http.get("/token"),
                http.get("/token", "Accept", Http.BROWSER));
    }

    @Test
    void everyRefusalOfInfoHasErrorAndDescription() {
        expectBothFields(
                client.info("nonsense"),
                client.info("0".repeat(52)),
                http.get("/info"),
                http.get("/info", "Accept", Http.BROWSER),
                http.post("/info", ""),
                http.get("/info?" + "x".repeat(8000)));
    }

    private static void expectBothFields(Answer... answers) {
        for (Answer answer : answers) {
            assertTrue(answer.status() >= 400);
            for (String field : List.of("error", "error_description")) {
                JsonNode value = answer.json().path(field);
                assertFalse(!value.isTextual() || value.textValue().isEmpty(), answer.body());
            }
        }
    }

    /** Exchanges a code, with a field that no specification has. */
    private Answer token(String code) {
        return http.postForm("/token", form(code));
    }

    private Map<String, String> form(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", Long.toString(client.id()));
        form.put("client_secret", client.secret());
        form.put("code", code);
        form.put("grant_type", "authorization_code");
        form.put("redirect_uri", TestClient.REDIRECT_URI);
        form.put("state", STATE);
        return form;
    }
}
