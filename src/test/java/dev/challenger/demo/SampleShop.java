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
 * A client of Challenger, as small as can be: a shop that wants to know that its customer receives e-mail. To be read by
 * whoever writes a client; the numbers are the protocol's steps.
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
     * What a client knows of Challenger.
     *
     * @param url without a slash at its end
     * @param clientId from {@code challenger client add}, like the secret
     * @param redirectUri exactly as it was given to that command
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
                default -> sorry(response, 404, "There is no such page.");
            }
        } catch (Refused e) {
            sorry(response, 502, "That does not work now. " + e.getMessage());
        }
    }

    /** With the button, or with the validated address. */
    private void home(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object info = request.getSession().getAttribute("info");
        Map<String, Object> model = new HashMap<>();
        model.put("deleted", request.getSession().getAttribute("deleted") != null);
        if (info != null) {
            model.put("info", info);
        }
        pages.write(response, 200, "shop", model);
    }

    /** The customer pressed the button. */
    private void confirm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // 1. Order a validation, from server to server: the secret must not get into a browser.
        JsonNode order = call(to("/setup/" + account.clientId())
                .header("Authorization", "Bearer " + account.clientSecret())
                .POST(BodyPublishers.noBody()));

        // The state ties what comes back to this browser; with PKCE (RFC 7636) a stolen code is worth nothing.
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

        // 3. There the person enters the address; Challenger sends a TAN to it.
        // 4. The person enters the TAN; Challenger sends the browser to our redirect URI.
    }

    /** The browser is back. */
    private void callback(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Did we send this browser there (state), and does it come from where we sent it (iss, RFC 9207)?
        HttpSession session = request.getSession();
        String question = "verifier for " + request.getParameter("state");
        Object verifier = session.getAttribute(question);
        String code = request.getParameter("code");
        if (verifier == null || code == null || !account.url().equals(request.getParameter("iss"))) {
            sorry(response, 400, "This link does not answer anything that was begun here, in this browser.");
            return;
        }
        session.removeAttribute(question);

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

        // On to a page that may be loaded again: a code works once.
        session.setAttribute("info", json.convertValue(info, new TypeReference<Map<String, Object>>() {}));
        response.sendRedirect("/");
    }

    /** The owner wants the shop deleted, or comes back from confirming that. */
    private String delete(HttpServletRequest request) {
        try {
            return deletion.run(request.getSession());
        } catch (IOException e) {
            throw new Refused("The shop is still there: " + e.getMessage());
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
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void sorry(HttpServletResponse response, int status, String text) throws IOException {
        pages.write(response, status, "sorry", Map.of("text", text));
    }
}
