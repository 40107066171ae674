package dev.challenger.demo;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A minimal client of Challenger: a shop that checks that its customer receives e-mail. It is an example for people who
 * write a client. The numbers in the comments are the steps of the protocol.
 */
final class SampleShop extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();
    private final Account account;
    private final ShopDeletion deletion;
    private final Templates pages;

    /**
     * The client's account at Challenger.
     *
     * @param url the URL of Challenger without a trailing slash
     * @param clientId the id printed by {@code challenger client add}
     * @param clientSecret the secret printed by that command
     * @param redirectUri exactly as given to that command
     */
    record Account(String url, String clientId, String clientSecret, String redirectUri) {}

    SampleShop(Account account, ShopDeletion deletion, Templates pages) {
        this.account = account;
        this.deletion = deletion;
        this.pages = pages;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (request.getMethod() + " " + request.getServletPath()) {
                case "GET /" -> home(request, response);
                case "POST /confirm" -> confirm(request, response);
                case "GET /callback" -> callback(request, response);
                case "POST /delete", "GET /confirmed" -> response.sendRedirect(delete(request));
                case "POST /open" -> open(request, response);
                default -> showError(response, 404, "Page not found.");
            }
        } catch (Refused e) {
            showError(response, 502, "This is not possible right now. " + e.getMessage());
        }
    }

    /** Shows the button, or the validated address. */
    private void home(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object info = request.getSession().getAttribute("info");
        Map<String, Object> model = new HashMap<>();
        model.put("deleted", request.getSession().getAttribute("deleted") != null);
        if (info != null) {
            model.put("info", info);
        }
        pages.write(response, 200, "shop", model);
    }

    /** Called when the customer presses the button. */
    private void confirm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // 1. Order a validation, from server to server, since the secret must not reach a browser.
        JsonNode order = call(to("/setup/" + account.clientId())
                .header("Authorization", "Bearer " + account.clientSecret())
                .POST(BodyPublishers.noBody()));

        // The state binds the response to this browser. PKCE (RFC 7636) makes a stolen code useless.
        String state = randomText();
        String verifier = randomText();
        request.getSession().setAttribute("verifier for " + state, verifier);

        // 2. Send the browser to Challenger.
        Map<String, String> question = Map.ofEntries(
                entry("response_type", "code"),
                entry("client_id", account.clientId()),
                entry("redirect_uri", account.redirectUri()),
                entry("state", state),
                entry("code_challenge", sha256(verifier)),
                entry("code_challenge_method", "S256"));
        response.sendRedirect(account.url() + "/authorize/" + text(order, "nonce") + "?" + form(question));

        // 3. The person enters the address there. Challenger sends a TAN to it.
        // 4. The person enters the TAN. Challenger sends the browser to our redirect URI.
    }

    /** Called when the browser comes back from Challenger. */
    private void callback(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Check that we sent this browser (state), and that it comes from Challenger (iss, RFC 9207).
        HttpSession session = request.getSession();
        String question = "verifier for " + request.getParameter("state");
        Object verifier = session.getAttribute(question);
        String code = request.getParameter("code");
        String error = request.getParameter("error");
        if (verifier == null || code == null && error == null || !account.url().equals(request.getParameter("iss"))) {
            showError(response, 400, "This link does not belong to anything that you started here in this browser.");
            return;
        }
        session.removeAttribute(question);
        if (code == null) {
            // The person cancelled, or could not go on (RFC 6749 section 4.1.2.1).
            pages.write(response, 200, "cancelled", Map.of("later", "temporarily_unavailable".equals(error)));
            return;
        }

        // 5. Exchange the code for an access token, from server to server again.
        Map<String, String> exchange = Map.ofEntries(
                entry("grant_type", "authorization_code"),
                entry("code", code),
                entry("redirect_uri", account.redirectUri()),
                entry("client_id", account.clientId()),
                entry("client_secret", account.clientSecret()),
                entry("code_verifier", verifier.toString()));
        JsonNode token = call(to("/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(exchange))));

        // 6. Fetch the validated address.
        JsonNode info = call(to("/info").header("Authorization", "Bearer " + text(token, "access_token")));

        // Redirect to a page that can be reloaded: the code works only once.
        session.setAttribute("info", json.convertValue(info, new TypeReference<Map<String, Object>>() {}));
        response.sendRedirect("/");
    }

    /** Called when the owner wants to delete the shop, and again after the confirmation. */
    private String delete(HttpServletRequest request) {
        try {
            return deletion.run(request.getSession());
        } catch (IOException e) {
            throw new Refused("The shop was not deleted: " + e.getMessage());
        }
    }

    private static void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession().removeAttribute("deleted");
        response.sendRedirect("/");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(account.url() + path))
                .header("Accept", "application/json")
                .timeout(TIME_LIMIT);
    }

    private JsonNode call(HttpRequest.Builder request) throws Refused {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new Refused("Challenger says: " + text(answer, "hint"));
            }
            return answer;
        } catch (IOException e) {
            throw new Refused("Challenger does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("This shop is closing.");
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String randomText() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String sha256(String text) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void showError(HttpServletResponse response, int status, String text) throws IOException {
        pages.write(response, status, "sorry", Map.of("text", text));
    }
}
