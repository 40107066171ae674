package dev.challenger.validation;

import dev.challenger.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer to a pushed authorization request (RFC 9126 section 2.2).
 *
 * @param requestUri the name of the request, which contains the nonce of its validation
 * @param expiresIn the time in seconds for which the request can be used, any number of times
 */
public record PushedRequest(String requestUri, long expiresIn) {
    private static final String URN = "urn:ietf:params:oauth:request_uri:";

    /** The lifetime of a request. Its validation lives on: the request only leads there. */
    private static final Duration VALID_FOR = Duration.ofMinutes(10);

    /** The detail of the refusal of a request that has expired. */
    static final String EXPIRED = "the request_uri has expired";

    static PushedRequest of(Secret nonce) {
        return new PushedRequest(URN + nonce.text(), VALID_FOR.toSeconds());
    }

    /** Returns true if the request with this nonce has not expired. The nonce tells when it was pushed. */
    static boolean lives(Secret nonce, Instant now) {
        return nonce.madeAt().filter(made -> now.isBefore(made.plus(VALID_FOR))).isPresent();
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
