package dev.challenger.validation;

import dev.challenger.secret.Hash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a client after a validation is solved. The client exchanges a code for an access token, and fetches the
 * address with the token.
 *
 * @param codeKeyId the key from which the code is derived, so that solving again redirects with the same code
 * @param redeemed true if the code was presented; it can be redeemed once
 * @param addressExpiresAt the end of the time for which the address counts as validated
 * @param eraseAt the time when the address is erased; null before it is fetched, and after it was erased
 * @param token null before the code is redeemed, and after the token was revoked
 */
public record Grant(
        Hash codeHash,
        int codeKeyId,
        Instant codeExpiresAt,
        boolean redeemed,
        Instant addressExpiresAt,
        @Nullable Instant eraseAt,
        @Nullable Token token) {
    /** An access token. */
    public record Token(Hash hash, Instant expiresAt) {}

    /** Returns the grant after the code was presented; null revokes the token. */
    public Grant redeemedFor(@Nullable Token newToken) {
        return new Grant(codeHash, codeKeyId, codeExpiresAt, true, addressExpiresAt, eraseAt, newToken);
    }

    /** Returns the grant after the address was fetched, with the time of its erasure. */
    public Grant fetched(Instant toBeErasedAt) {
        return new Grant(codeHash, codeKeyId, codeExpiresAt, redeemed, addressExpiresAt, toBeErasedAt, token);
    }
}
