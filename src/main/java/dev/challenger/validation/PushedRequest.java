package dev.challenger.validation;

import dev.challenger.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a pushed authorization request (RFC 9126 section 2.2).
 *
 * @param requestUri the name of the request, which contains the nonce of its validation
 * @param expiresIn the lifetime of the validation in seconds; the request can be used repeatedly until then
 */
public record PushedRequest(String requestUri, long expiresIn) {
    private static final String URN = "urn:ietf:params:oauth:request_uri:";

    static PushedRequest of(Secret nonce, Duration validFor) {
        return new PushedRequest(URN + nonce.text(), validFor.toSeconds());
    }

    /** Returns the nonce in a {@code request_uri}; empty if the URI is malformed. */
    static Optional<Secret> nonce(String requestUri) {
        return requestUri.startsWith(URN) ? Secret.parse(requestUri.substring(URN.length())) : Optional.empty();
    }

    /** Hides the URI, since it contains the nonce. */
    @Override
    public String toString() {
        return "PushedRequest[…]";
    }
}
