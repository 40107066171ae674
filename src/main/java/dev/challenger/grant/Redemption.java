package dev.challenger.grant;

import dev.challenger.client.Client;
import dev.challenger.db.Rows.Change;
import dev.challenger.validation.Authorization;
import dev.challenger.validation.CodeChallenge;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of presenting an authorization code. The first time the client gets an access token. The second time that token
 * is revoked (RFC 6749 section 4.1.2).
 *
 * @param used true if the code was presented before
 */
record Redemption(Validation after, boolean used) implements Change<Validation> {
    /** The lifetime of an access token. */
    static final Duration TOKEN_VALID_FOR = Duration.ofHours(1);

    /**
     * Decides on a presented code.
     *
     * @param validation the validation of the code, which belongs to the client that presents it
     * @param redirectUri the presented redirect URI, which must equal that of {@code /authorize}
     * @param verifier the presented PKCE verifier, which must match the challenge of {@code /authorize}; both must be present
     *     or absent, and present if the client requires PKCE
     * @param token the token that the client gets if the code is accepted
     * @param eraseAt the time when the address is erased then
     * @throws Problem code 9754 or 9751 with status 400, code 25, or code 9759
     */
    static Redemption redeem(
            Validation validation,
            Optional<String> redirectUri,
            Optional<String> verifier,
            Grant.Token token,
            Instant eraseAt,
            Instant now) {
        Grant grant = Objects.requireNonNull(validation.grant());
        if (grant.redeemed()) {
            return new Redemption(grant.token() == null ? validation : validation.with(grant.revoked()), true);
        }
        if (!now.isBefore(grant.codeExpiresAt())) {
            throw badCode();
        }
        requireRedirectUri(validation, redirectUri);
        requireVerifier(validation.authorization(), validation.client(), verifier);
        if (validation.validatedAddress() == null) {
            throw new Problem(ErrorCode.CHALLENGER_MISSING_ADDRESS);
        }
        return new Redemption(validation.with(grant.redeemedFor(token, eraseAt)), false);
    }

    private static void requireRedirectUri(Validation validation, Optional<String> presented) {
        if (presented.isEmpty() && validation.authorization().redirectUri() != null) {
            throw Problem.missing("redirect_uri");
        }
        if (!presented.orElse(validation.redirectUri()).equals(validation.redirectUri())) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI).withStatus(400);
        }
    }

    /** Also checks the client's requirement of PKCE again, since a code can be obtained without calling {@code /authorize}. */
    private static void requireVerifier(Authorization authorization, Client client, Optional<String> verifier) {
        CodeChallenge challenge = authorization.challenge();
        boolean fits = challenge == null
                ? verifier.isEmpty()
                : verifier.filter(challenge::matches).isPresent();
        if (!fits || !authorization.hasPkceOf(client)) {
            throw badCode();
        }
    }

    static Problem badCode() {
        return new Problem(ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE);
    }
}
