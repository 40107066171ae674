package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret of 32 bytes: a nonce, an authorization code or an access token. On the wire it has 52 Base32 symbols. The
 * database stores only its {@linkplain #hash() hash}.
 *
 * <p>A new secret begins with seven bytes that are not secret: everybody who sees it knows the second in which it was made.
 * The other 25 bytes are 200 random or derived bits. RFC 6749 section 10.10 demands that a guess is right with a probability
 * of at most 2<sup>-128</sup>, and recommends 2<sup>-160</sup>: with 200 bits, that still holds if 2<sup>40</sup> secrets
 * are valid at once.
 *
 * <p>Secrets made by version 11 of the tables and before are 256 random or derived bits. One in 2<sup>24</sup> of them begins
 * like a new one by chance. Its hash then differs from the stored one, so that it is unknown, and the person must start again.
 */
public final class Secret {
    static final int LENGTH = 32;

    private final byte[] bytes;
    private final Hash hash;

    Secret(byte[] bytes) {
        this.bytes = bytes;
        Hash whole = Hash.of(bytes);
        this.hash = Stamp.of(bytes).map(whole::stamped).orElse(whole);
    }

    /** Parses 52 Base32 symbols; empty if the text is anything else. */
    public static Optional<Secret> parse(String text) {
        return Base32.decode(text, LENGTH).map(Secret::new);
    }

    /** The 52 Base32 symbols. Give them to the owner of the secret only, and never log them. */
    public String text() {
        return Base32.encode(bytes);
    }

    /**
     * Returns the hash by which the database finds the secret. That of a new secret begins with the same seven bytes as the
     * secret, and goes on with the first 25 bytes of its SHA-256; that of an old one is its SHA-256.
     */
    public Hash hash() {
        return hash;
    }

    /** Returns this secret with the time of an older one; this secret itself if the older one is of the old form. */
    public Secret timedLike(Hash older) {
        return Stamp.of(older.bytes())
                .map(stamp -> new Secret(Stamp.before(stamp, bytes)))
                .orElse(this);
    }

    /** Returns this secret as one that was made at a time. */
    public Secret timed(Instant made) {
        return new Secret(Stamp.before(Stamp.at(made), bytes));
    }

    /** Returns the second in which the secret was made; empty for a secret of the old form. */
    public Optional<Instant> madeAt() {
        return Stamp.of(bytes).map(Stamp::made);
    }

    /** Hides the secret, so that it never gets into a log or an exception. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
