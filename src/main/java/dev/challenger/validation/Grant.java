package dev.challenger.validation;

import dev.challenger.secret.Hash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets for a solved validation: a code, for that a token, for that the address.
 *
 * @param codeKeyId the key the code is derived from, so that solving again redirects with the same one
 * @param redeemed whether the code was presented; it works once
 * @param addressExpiresAt until when the address counts as validated
 * @param eraseAt when the address is erased; null before it is fetched, and once it is erased
 * @param token null before the code is redeemed, and again when it is revoked
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

    /** The code has been presented: with a token for it, or with none (any more). */
    public Grant redeemedFor(@Nullable Token newToken) {
        return new Grant(codeHash, codeKeyId, codeExpiresAt, true, addressExpiresAt, eraseAt, newToken);
    }

    /** The address has been fetched, and is to be erased. */
    public Grant fetched(Instant toBeErasedAt) {
        return new Grant(codeHash, codeKeyId, codeExpiresAt, redeemed, addressExpiresAt, toBeErasedAt, token);
    }
}
