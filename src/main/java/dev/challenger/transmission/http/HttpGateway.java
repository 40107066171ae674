package dev.challenger.transmission.http;

import dev.challenger.secret.Password;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A gateway, and our account there.
 *
 * @param name of the sender, for people
 * @param user empty if the template needs none
 * @param signing of requests, for gateways that verify it
 * @param timeout of the whole exchange
 * @param requests the largest number of requests at a time, at least 1
 * @param host of this service, for templates
 */
public record HttpGateway(
        String name,
        RequestTemplate request,
        String user,
        Password password,
        Optional<WebhookKey> signing,
        Answers answers,
        Duration timeout,
        int requests,
        String host) {
    /** @throws IllegalArgumentException if a header of the template would need an encoded user or password */
    public HttpGateway {
        if (request.hasSecretInHeader() && !(isPlain(user) && isPlain(password.value()))) {
            throw new IllegalArgumentException("the user or the password has characters that a header cannot have");
        }
    }

    /** Returns the values of a template that are the same for all messages. */
    Map<String, String> values() {
        byte[] both = (user + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "user",
                user,
                "password",
                password.value(),
                "basic",
                Base64.getEncoder().encodeToString(both),
                "host",
                host);
    }

    /** Returns the values that must not be shown. */
    List<String> secrets() {
        return List.of(user, password.value(), Objects.requireNonNull(values().get("basic")));
    }

    private static boolean isPlain(String secret) {
        return Place.HEADER.encode(secret).equals(secret);
    }
}
