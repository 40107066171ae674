package dev.challenger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.wire.Base32;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A minimal protected operation: the shop is deleted only after its owner has entered a code. It is an example for people
 * who write a backend that has no dialogue for codes and uses Challenger's pages instead.
 */
final class ShopDeletion {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final String CHALLENGE = "challenge to delete the shop";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Backend backend;

    /**
     * The backend's account at Challenger, and the shop.
     *
     * @param url the URL of Challenger without a trailing slash
     * @param secret the secret printed by {@code challenger client add --instance}
     * @param instance the shop's name, for which that client is registered
     * @param owner the e-mail address of the owner, who must confirm
     * @param returnUri exactly as given to that command
     */
    record Backend(String url, String secret, String instance, String owner, String returnUri) {}

    ShopDeletion(Backend backend) {
        this.backend = backend;
    }

    /**
     * Deletes the shop if the owner has confirmed that. Called when the owner presses the button, and again when the browser
     * comes back.
     *
     * @return the URL to redirect the browser to: Challenger's page, or the home page once the shop is deleted
     * @throws IOException if Challenger does not answer, or refuses
     */
    String run(HttpSession session) throws IOException {
        // 1. Ask Challenger whether the operation is confirmed, and send the id of the challenge if there is one.
        Object challenge = session.getAttribute(CHALLENGE);
        HttpResponse<String> answer = ask(session.getId(), challenge == null ? "none" : challenge.toString());

        // 4. The owner has entered the code, so the operation is confirmed.
        if (answer.statusCode() == 204) {
            session.removeAttribute(CHALLENGE);
            session.setAttribute("deleted", true);
            return "/";
        }
        if (answer.statusCode() != 202) {
            throw new IOException("Challenger says: "
                    + json.readTree(answer.body()).path("hint").asText());
        }

        // 2. Not yet confirmed: remember the challenge, and send the browser to its page.
        JsonNode offered = json.readTree(answer.body()).path("challenges").path(0);
        String id = offered.path("challenge_id").asText();
        session.setAttribute(CHALLENGE, id);
        return backend.url() + "/instances/" + backend.instance() + "/challenge/" + id + "?redirect_uri="
                + URLEncoder.encode(backend.returnUri(), StandardCharsets.UTF_8);

        // 3. The owner asks for the code there and enters it. Challenger sends the browser to our return URI.
    }

    private HttpResponse<String> ask(String sessionId, String challenges) throws IOException {
        String body = json.writeValueAsString(Map.of(
                "operation",
                "instance_deletion",
                "request_hash",
                requestHash(sessionId),
                "factors",
                List.of(Map.of("tan_channel", "email", "address", backend.owner())),
                "combi_and",
                false,
                "single_use",
                true));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(backend.url() + "/instances/" + backend.instance() + "/private/challenges"))
                .header("Authorization", "Bearer " + backend.secret())
                .header("Content-Type", "application/json")
                .header("Taler-Challenge-Ids", challenges)
                .timeout(TIME_LIMIT)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this shop is closing", e);
        }
    }

    /** The hash of the operation to confirm. It includes the session, so that no other browser can use the confirmation. */
    private String requestHash(String sessionId) {
        String request = "DELETE " + backend.instance() + "\n" + sessionId;
        try {
            return Base32.encode(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
