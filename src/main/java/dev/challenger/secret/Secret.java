package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.util.Optional;

/**
 * 256 bits that only their owner knows: a nonce, an authorization code or an access token. On the wire 52 symbols of
 * Base32; the database has the {@link #hash()} only.
 */
public final class Secret {
    static final int LENGTH = 32;

    private final byte[] bytes;

    Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads what a client sent; empty if that cannot be one of ours. */
    public static Optional<Secret> parse(String text) {
        return Base32.decode(text, LENGTH).map(Secret::new);
    }

    /** The 52 symbols for its owner, and for nobody else. */
    public String text() {
        return Base32.encode(bytes);
    }

    public Hash hash() {
        return Hash.of(bytes);
    }

    /** Says nothing, so that no log and no exception ever has it. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
