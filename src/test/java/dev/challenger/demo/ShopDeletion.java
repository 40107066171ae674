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
 * A protected operation, as small as can be: the shop is deleted only once its owner has entered a code. To be read by
 * whoever writes a backend without a dialogue of its own for codes.
 */
final class ShopDeletion {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final String CHALLENGE = "challenge to delete the shop";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Backend backend;

    /**
     * What a backend knows.
     *
     * @param url of Challenger, without a slash at its end
     * @param secret from {@code challenger client add --instance}
     * @param instance the shop's name, which that client is registered for
     * @param owner the e-mail address of who must agree
     * @param returnUri exactly as it was given to that command
     */
    record Backend(String url, String secret, String instance, String owner, String returnUri) {}

    ShopDeletion(Backend backend) {
        this.backend = backend;
    }

    /**
     * Deletes the shop, if that is confirmed. Called when the owner presses the button, and when the browser is back.
     *
     * @return where to send the browser for that, or nothing: the shop is deleted
     * @throws IOException if Challenger does not answer as it should
     */
    String run(HttpSession session) throws IOException {
        // 1. Ask whether the operation may run, and show what was confirmed for it.
        Object challenge = session.getAttribute(CHALLENGE);
        HttpResponse<String> answer = ask(session.getId(), challenge == null ? "none" : challenge.toString());

        // 4. It may: the code was entered.
        if (answer.statusCode() == 204) {
            session.removeAttribute(CHALLENGE);
            session.setAttribute("deleted", true);
            return "/";
        }
        if (answer.statusCode() != 202) {
            throw new IOException("Challenger says: "
                    + json.readTree(answer.body()).path("hint").asText());
        }

        // 2. Not yet: remember the challenge, and send the browser to its page.
        JsonNode offered = json.readTree(answer.body()).path("challenges").path(0);
        String id = offered.path("challenge_id").asText();
        session.setAttribute(CHALLENGE, id);
        return backend.url() + "/instances/" + backend.instance() + "/challenge/" + id + "?redirect_uri="
                + URLEncoder.encode(backend.returnUri(), StandardCharsets.UTF_8);

        // 3. There the owner has the code sent and enters it; Challenger sends the browser to our return URI.
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

    /** What exactly is confirmed. The session is in it: what one browser has confirmed is good for no other. */
    private String requestHash(String sessionId) {
        String request = "DELETE " + backend.instance() + "\n" + sessionId;
        try {
            return Base32.encode(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
