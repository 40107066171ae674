package dev.challenger.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.testing.Http;
import dev.challenger.testing.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A client and the persons whom it sends through the service. Uses the JDK's old HTTP client, which takes the least CPU time
 * from the servers.
 *
 * @param tans from an address to the TAN that was sent there
 */
record Walker(String url, String client, String secret, UnaryOperator<String> tans) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Goes from the order to the solved validation, and returns its code. */
    String solve() {
        String nonce = call("/setup/" + client, "Bearer " + secret, Map.of())
                .path("nonce")
                .asText();
        call(
                "/authorize/" + nonce + "?response_type=code&client_id=" + client + "&state=x&redirect_uri="
                        + Http.encode(TestClient.REDIRECT_URI),
                null,
                null);
        String address = UUID.randomUUID().toString().replace("-", "") + "@bench.example";
        call("/challenge/" + nonce, null, Map.of("CONTACT_EMAIL", address));
        JsonNode solved = call("/solve/" + nonce, null, Map.of("pin", tans.apply(address)));
        return TestClient.code(solved.path("redirect_url").asText());
    }

    /** Exchanges a code and fetches the address. */
    void redeem(String code) {
        Map<String, String> form = Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", TestClient.REDIRECT_URI,
                "client_id", client,
                "client_secret", secret);
        String token = call("/token", null, form).path("access_token").asText();
        call("/info", "Bearer " + token, null);
    }

    private JsonNode call(String path, @Nullable String authorization, @Nullable Map<String, String> form) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + path).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setReadTimeout(60_000);
            connection.setRequestProperty("Accept", "application/json");
            if (authorization != null) {
                connection.setRequestProperty("Authorization", authorization);
            }
            if (form != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(Http.form(form).getBytes(StandardCharsets.US_ASCII));
            }
            return answer(connection, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode answer(HttpURLConnection connection, String path) throws IOException {
        boolean good = connection.getResponseCode() == 200;
        try (InputStream body = good ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (!good) {
                throw new IllegalStateException(path + ": " + connection.getResponseCode() + " " + text);
            }
            return JSON.readTree(text);
        }
    }
}
