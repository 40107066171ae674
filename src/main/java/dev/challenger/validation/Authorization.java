package dev.challenger.validation;

import dev.challenger.client.Client;
import dev.challenger.http.Parameters;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an authorization request, bound to a validation by {@code /authorize} or {@code /par}.
 *
 * @param redirectUri as given; null if it was omitted, which means the only registered one
 * @param state the client's state; each character is one byte (ISO 8859-1), so that it is returned byte for byte
 * @param challenge the PKCE challenge (RFC 7636)
 * @param formPost true if the browser posts the result to the client (OAuth 2.0 Form Post Response Mode), false if it is in the
 *     query of the redirect
 * @param pushed true if the client pushed the request (RFC 9126), so that a browser cannot change it
 */
public record Authorization(
        @Nullable String redirectUri,
        @Nullable String state,
        @Nullable CodeChallenge challenge,
        boolean formPost,
        boolean pushed) {
    /** The authorization before {@code /authorize} is called: everything omitted. */
    public static final Authorization NONE = new Authorization(null, null, null, false, false);

    /**
     * Parses the arguments of {@code /authorize} except {@code client_id} (RFC 6749 section 4.1.1).
     *
     * @param pushed true if they came by {@code /par}
     * @throws Problem code 25 or 26 with the name of a missing or malformed argument
     */
    static Authorization parse(Parameters arguments, boolean pushed) {
        arguments.get("response_type", type -> Optional.of(type).filter("code"::equals));
        boolean formPost = formPost(arguments);
        return new Authorization(
                arguments.find("redirect_uri").orElse(null),
                arguments.bytes("state").map(bytes -> state(bytes, formPost)).orElse(null),
                CodeChallenge.parse(arguments.find("code_challenge"), arguments.find("code_challenge_method"))
                        .orElse(null),
                formPost,
                pushed);
    }

    /** @throws Problem code 26 for a mode that is neither {@code query} nor {@code form_post} */
    static boolean formPost(Parameters arguments) {
        return switch (arguments.find("response_mode").orElse("query")) {
            case "query" -> false;
            case "form_post" -> true;
            default -> throw Problem.malformed("response_mode");
        };
    }

    /**
     * Reads a state.
     *
     * @throws Problem code 26 if the answer cannot carry it
     */
    static String state(byte[] bytes, boolean formPost) {
        String state = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!Redirection.canCarry(state) || formPost && !Redirection.canPost(state)) {
            throw Problem.malformed("state");
        }
        return state;
    }

    /**
     * Checks that people may be sent to the redirect URI (RFC 6749 section 3.1.2.3).
     *
     * @throws Problem code 9751 if it is not registered; code 25 if it is omitted and several are registered; code 26 for the
     *     response mode {@code form_post} if it is one of an app, to which no form can be posted
     */
    void requireRedirectUri(Client client) {
        if (redirectUri == null && client.redirectUris().size() > 1) {
            throw Problem.missing("redirect_uri");
        }
        if (redirectUri != null && !client.redirectUris().contains(redirectUri)) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI);
        }
        if (formPost && !Redirection.takesForms(redirectUri == null ? client.redirectUri() : redirectUri)) {
            throw Problem.malformed("response_mode");
        }
    }

    /** @throws Problem code 25 or 26 if the client requires PKCE and there is no challenge, or not one by S256 */
    void requirePkce(Client client) {
        if (client.requirePkce() && challenge == null) {
            throw Problem.missing("code_challenge");
        }
        if (!hasPkceOf(client)) {
            throw Problem.malformed("code_challenge_method");
        }
    }

    /** Returns true if this satisfies the client's requirement of PKCE. */
    public boolean hasPkceOf(Client client) {
        return !client.requirePkce() || challenge != null && challenge.method() == CodeChallenge.Method.S256;
    }
}
