package dev.challenger.validation;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /authorize} bound to a validation.
 *
 * @param redirectUri as given; null if it was left out, so that the registered one counts
 * @param state the client's, byte for byte: each character is one byte (ISO 8859-1)
 * @param challenge of PKCE (RFC 7636)
 */
public record Authorization(
        @Nullable String redirectUri,
        @Nullable String state,
        @Nullable CodeChallenge challenge) {
    /** Before anybody called {@code /authorize}: everything left out. */
    public static final Authorization NONE = new Authorization(null, null, null);
}
