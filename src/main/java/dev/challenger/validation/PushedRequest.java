package dev.challenger.validation;

import dev.challenger.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client gets for an authorization request that it pushed (RFC 9126 section 2.2).
 *
 * @param requestUri names the request, and has the nonce of the validation that it began
 * @param expiresIn seconds: as long as the validation lasts, since coming back to it uses nothing up
 */
public record PushedRequest(String requestUri, long expiresIn) {
    private static final String URN = "urn:ietf:params:oauth:request_uri:";

    static PushedRequest of(Secret nonce, Duration validFor) {
        return new PushedRequest(URN + nonce.text(), validFor.toSeconds());
    }

    /** The nonce in a {@code request_uri}; empty if that cannot be one of ours. */
    static Optional<Secret> nonce(String requestUri) {
        return requestUri.startsWith(URN) ? Secret.parse(requestUri.substring(URN.length())) : Optional.empty();
    }

    /** Says nothing, since it has the nonce. */
    @Override
    public String toString() {
        return "PushedRequest[…]";
    }
}
