package dev.challenger.grant;

import dev.challenger.client.Client;
import dev.challenger.db.Rows.Change;
import dev.challenger.secret.Hash;
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
 * What comes of an authorization code that its client presented: a token, or, the second time, the end of that token (RFC
 * 6749 section 4.1.2).
 *
 * @param used whether it was presented before
 */
record Redemption(Validation after, boolean used) implements Change<Validation> {
    /** How long an access token works. */
    static final Duration TOKEN_VALID_FOR = Duration.ofHours(1);

    /**
     * Decides on a code.
     *
     * @param validation the one the code belongs to
     * @param redirectUri as presented, to be that of {@code /authorize}
     * @param verifier of PKCE, to fit the challenge of {@code /authorize}; there must be both or neither, and both if the
     *     client requires it
     * @param token the hash of the token that the client gets if all is well
     * @throws Problem code 9754 or 9751 with status 401, code 25, or code 9759
     */
    static Redemption redeem(
            Validation validation,
            Client client,
            Optional<String> redirectUri,
            Optional<String> verifier,
            Hash token,
            Instant now) {
        Grant grant = Objects.requireNonNull(validation.grant());
        if (validation.client().id() != client.id()) {
            throw badCode();
        }
        if (grant.redeemed()) {
            return new Redemption(grant.token() == null ? validation : validation.with(grant.redeemedFor(null)), true);
        }
        if (!now.isBefore(grant.codeExpiresAt())) {
            throw badCode();
        }
        requireRedirectUri(validation, redirectUri);
        requireVerifier(validation.authorization(), client, verifier);
        if (validation.validatedAddress() == null) {
            throw new Problem(ErrorCode.CHALLENGER_MISSING_ADDRESS);
        }
        Grant.Token fresh = new Grant.Token(token, now.plus(TOKEN_VALID_FOR));
        return new Redemption(validation.with(grant.redeemedFor(fresh)), false);
    }

    private static void requireRedirectUri(Validation validation, Optional<String> presented) {
        if (presented.isEmpty() && validation.authorization().redirectUri() != null) {
            throw Problem.missing("redirect_uri");
        }
        if (!presented.orElse(validation.redirectUri()).equals(validation.redirectUri())) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI).withStatus(401);
        }
    }

    /** What a client requires is asked for here once more: nobody needs to call {@code /authorize} to get a code. */
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
