package dev.challenger.testing;

import dev.challenger.testing.Http.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A registered client and the person that it sends. Each step of the protocol is one call, answered in JSON. */
public record TestClient(Http http, long id, String secret) {
    /** The redirect URI of every client of the tests. */
    public static final String REDIRECT_URI = "http://localhost:9999/callback";

    /** The e-mail address of the tests' person. */
    public static final String ADDRESS = "person@example.com";

    /** Returns the same client at another node. */
    public TestClient at(Node node) {
        return new TestClient(new Http(node.url()), id, secret);
    }

    /** Orders a validation, and returns its nonce. */
    public String setup() {
        return setup("");
    }

    /** Orders a validation with a JSON body, and returns its nonce. */
    public String setup(String json) {
        Answer answer = http.post("/setup/" + id, json, "Authorization", "Bearer " + secret);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("nonce").asText();
    }

    /** Returns the path and query of {@code /authorize}, with additional parameters. */
    public String authorizePath(String nonce, Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", Long.toString(id));
        query.put("redirect_uri", REDIRECT_URI);
        query.put("state", "the state");
        query.putAll(more);
        return "/authorize/" + nonce + "?" + Http.form(query);
    }

    public Answer authorize(String nonce) {
        return http.get(authorizePath(nonce, Map.of()));
    }

    /** Opens the page of a validation in a browser. */
    public Answer browse(String nonce) {
        return http.get(authorizePath(nonce, Map.of()), "Accept", Http.BROWSER);
    }

    public Answer challenge(String nonce, String address) {
        return challenge(nonce, Map.of("CONTACT_EMAIL", address));
    }

    /** Submits an address of any type. */
    public Answer challenge(String nonce, Map<String, String> address) {
        return http.postForm("/challenge/" + nonce, address);
    }

    /** Submits an address in a browser. */
    public Answer challengeByPage(String nonce, Map<String, String> address) {
        return http.postForm("/challenge/" + nonce, address, "Accept", Http.BROWSER);
    }

    public Answer solve(String nonce, String pin) {
        return http.postForm("/solve/" + nonce, Map.of("pin", pin), "Accept", "application/json");
    }

    /** Exchanges a code, with additional fields. */
    public Answer token(String code, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT_URI);
        form.put("client_id", Long.toString(id));
        form.put("client_secret", secret);
        form.putAll(more);
        return http.postForm("/token", form);
    }

    public Answer token(String code) {
        return token(code, Map.of());
    }

    /** Posts a form as this client. */
    public Answer post(String path, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("client_id", Long.toString(id));
        all.put("client_secret", secret);
        all.putAll(form);
        return http.postForm(path, all);
    }

    /** Pushes an authorization request, with additional parameters. */
    public Answer push(Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("response_type", "code"));
        form.putAll(more);
        return post("/par", form);
    }

    public Answer info(String accessToken) {
        return http.get("/info", "Authorization", "Bearer " + accessToken);
    }

    /** Returns the code in the URL that a solved validation redirects to. */
    public static String code(String redirectUrl) {
        for (String parameter : URI.create(redirectUrl).getRawQuery().split("&")) {
            if (parameter.startsWith("code=")) {
                return parameter.substring("code=".length());
            }
        }
        throw new AssertionError("no code");
    }

    /** Orders a validation, has its TAN sent to {@link #ADDRESS}, and returns its nonce. */
    public String challenged() {
        String nonce = setup();
        authorize(nonce);
        Answer sent = challenge(nonce, ADDRESS);
        if (sent.status() != 200) {
            throw new AssertionError(sent.status() + " " + sent.body());
        }
        return nonce;
    }

    /** Solves a validation, and returns its code. */
    public String solved(Mailbox mailbox) {
        String nonce = challenged();
        return code(
                solve(nonce, mailbox.newestTan()).json().path("redirect_url").asText());
    }
}
