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
 * @param eraseAt the time when the address is erased; null before the code is redeemed, and after it was erased
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

    /** Returns the grant after the code was redeemed, with the time when the address is erased. */
    public Grant redeemedFor(Token newToken, Instant toBeErasedAt) {
        return new Grant(codeHash, codeKeyId, codeExpiresAt, true, addressExpiresAt, toBeErasedAt, newToken);
    }

    /** Returns the grant without its token. */
    public Grant revoked() {
        return new Grant(codeHash, codeKeyId, codeExpiresAt, true, addressExpiresAt, eraseAt, null);
    }
}
