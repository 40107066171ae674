package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.util.Optional;

/**
 * A secret of 256 bits: a nonce, an authorization code or an access token. On the wire it has 52 Base32 symbols. The
 * database stores only its {@linkplain #hash() hash}.
 */
public final class Secret {
    static final int LENGTH = 32;

    private final byte[] bytes;
    private final Hash hash;

    Secret(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Hash.of(bytes);
    }

    /** Parses 52 Base32 symbols; empty if the text is anything else. */
    public static Optional<Secret> parse(String text) {
        return Base32.decode(text, LENGTH).map(Secret::new);
    }

    /** The 52 Base32 symbols. Give them to the owner of the secret only, and never log them. */
    public String text() {
        return Base32.encode(bytes);
    }

    public Hash hash() {
        return hash;
    }

    /** Hides the secret, so that it never gets into a log or an exception. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
