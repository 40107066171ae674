package dev.challenger.secret;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first seven bytes of a secret and of its hash: a mark of three bytes, and four with the second in which the secret was
 * made. They are not secret. They put hashes in the order of time, so that an index of them is written and read where the
 * newest entries are, however many older ones there are.
 */
final class Stamp {
    static final int LENGTH = 7;

    /** The symbols {@code T1ME}, and four zero bits. */
    private static final byte[] MARK = {(byte) 0xD0, 0x68, (byte) 0xE0};

    private Stamp() {}

    /** Returns the stamp of secrets that are made at a time between 1970 and 2106. */
    static byte[] at(Instant made) {
        return ByteBuffer.allocate(LENGTH)
                .put(MARK)
                .putInt((int) made.getEpochSecond())
                .array();
    }

    /** Returns the stamp of a secret or hash; empty if it has none. */
    static Optional<byte[]> of(byte[] bytes) {
        return Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)
                ? Optional.of(Arrays.copyOf(bytes, LENGTH))
                : Optional.empty();
    }

    /** Returns the second that a stamp tells. */
    static Instant made(byte[] stamp) {
        return Instant.ofEpochSecond(
                Integer.toUnsignedLong(ByteBuffer.wrap(stamp).getInt(MARK.length)));
    }

    /** Returns a stamp, followed by the bytes of a value as far as there is room. */
    static byte[] before(byte[] stamp, byte[] value) {
        return ByteBuffer.allocate(value.length)
                .put(stamp)
                .put(value, 0, value.length - LENGTH)
                .array();
    }
}
