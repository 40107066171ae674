package dev.challenger.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hash of a secret: its SHA-256, or that after the time of the secret, see {@link Secret#hash}. The database stores only
 * the hash, and finds rows by it. Secrets are compared only here, as hashes, and in constant time.
 */
public final class Hash {
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Hashes the UTF-8 bytes of a text. */
    public static Hash of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Hash of(byte[] secret) {
        try {
            return new Hash(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Restores a hash from its 32 bytes in the database. */
    public static Hash stored(byte[] hash) {
        if (hash.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + hash.length);
        }
        return new Hash(hash.clone());
    }

    /** Returns a stamp, followed by the first bytes of this hash. */
    Hash stamped(byte[] stamp) {
        return new Hash(Stamp.before(stamp, bytes));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hides the hash: a weak secret can be guessed from it. */
    @Override
    public String toString() {
        return "Hash[…]";
    }
}
