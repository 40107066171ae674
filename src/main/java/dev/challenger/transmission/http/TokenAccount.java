package dev.challenger.transmission.http;

import dev.challenger.secret.Password;
import java.net.URI;
import java.util.Optional;

/**
 * Our account at an authorization server that issues access tokens (RFC 6749).
 *
 * @param url of the token endpoint: https, or on this machine
 * @param secret of the client; empty for a public client
 * @param refreshToken with which tokens are asked for (section 6); if empty, the client asks with its credentials (section 4.4)
 */
public record TokenAccount(
        URI url, String client, Optional<Password> secret, Optional<Password> refreshToken, Optional<String> scope) {
    /** Returns the body of a request for a token. */
    String form() {
        StringBuilder form = new StringBuilder("grant_type=")
                .append(refreshToken.isPresent() ? "refresh_token" : "client_credentials");
        add(form, "client_id", client);
        secret.ifPresent(value -> add(form, "client_secret", value.value()));
        refreshToken.ifPresent(value -> add(form, "refresh_token", value.value()));
        scope.ifPresent(value -> add(form, "scope", value));
        return form.toString();
    }

    private static void add(StringBuilder form, String name, String value) {
        form.append('&').append(name).append('=').append(Place.FORM.encode(value));
    }
}
