package dev.challenger.validation;

import dev.challenger.client.Client;
import dev.challenger.http.Parameters;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was bound to a validation: by {@code /authorize}, or by {@code /par}.
 *
 * @param redirectUri as given; null if it was left out, so that the registered one counts
 * @param state the client's, byte for byte: each character is one byte (ISO 8859-1)
 * @param challenge of PKCE (RFC 7636)
 * @param pushed whether the client itself bound it (RFC 9126), so that no browser has a say in it
 */
public record Authorization(
        @Nullable String redirectUri,
        @Nullable String state,
        @Nullable CodeChallenge challenge,
        boolean pushed) {
    /** Before anybody called {@code /authorize}: everything left out. */
    public static final Authorization NONE = new Authorization(null, null, null, false);

    /**
     * Reads the arguments of {@code /authorize} but for {@code client_id} (RFC 6749 section 4.1.1).
     *
     * @param pushed whether they came by {@code /par}
     * @throws Problem code 25 or 26 naming the one that is missing or malformed
     */
    static Authorization parse(Parameters arguments, boolean pushed) {
        arguments.get("response_type", type -> Optional.of(type).filter("code"::equals));
        return new Authorization(
                arguments.find("redirect_uri").orElse(null),
                arguments.bytes("state").map(Authorization::state).orElse(null),
                CodeChallenge.parse(arguments.find("code_challenge"), arguments.find("code_challenge_method"))
                        .orElse(null),
                pushed);
    }

    private static String state(byte[] bytes) {
        String state = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!Redirection.canCarry(state)) {
            throw Problem.malformed("state");
        }
        return state;
    }

    /** @throws Problem code 9751 for another redirect URI than the registered one */
    void requireRedirectUri(Client client) {
        if (redirectUri != null && !redirectUri.equals(client.redirectUri())) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI);
        }
    }

    /** @throws Problem code 25 or 26 if the client requires PKCE and this has no challenge, or not one by S256 */
    void requirePkce(Client client) {
        if (client.requirePkce() && challenge == null) {
            throw Problem.missing("code_challenge");
        }
        if (!hasPkceOf(client)) {
            throw Problem.malformed("code_challenge_method");
        }
    }

    /** Whether this has all the PKCE that the client requires. */
    public boolean hasPkceOf(Client client) {
        return !client.requirePkce() || challenge != null && challenge.method() == CodeChallenge.Method.S256;
    }
}
