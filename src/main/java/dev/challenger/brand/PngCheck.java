package dev.challenger.brand;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Checks that a file is one PNG picture (RFC 2083) from its first byte to its last: signature, size, and the checksum of each
 * chunk. The pixels are not decoded here: pages only pass them on.
 */
final class PngCheck {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452;
    private static final int END = 0x49454E44;
    /** The length, the type and the checksum of a chunk. */
    private static final int AROUND = 12;

    private static final int MAX_PIXELS = 2048;

    private PngCheck() {}

    /** @throws BrandFault if it is none, or larger than 2048 × 2048 pixels */
    static void check(byte[] content) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        demand(rest.remaining() >= Long.BYTES && rest.getLong() == SIGNATURE);
        demand(rest.remaining() >= AROUND + 8 && rest.getInt(rest.position() + 4) == HEADER);
        int width = rest.getInt(rest.position() + 8);
        int height = rest.getInt(rest.position() + 12);
        if (width < 1 || height < 1 || width > MAX_PIXELS || height > MAX_PIXELS) {
            throw new BrandFault("must have at most " + MAX_PIXELS + " × " + MAX_PIXELS + " pixels");
        }
        while (chunk(rest) != END) {
            // All is in the condition.
        }
        demand(!rest.hasRemaining());
    }

    /** Reads one chunk and returns its type. */
    private static int chunk(ByteBuffer rest) {
        demand(rest.remaining() >= AROUND);
        int length = rest.getInt();
        demand(length >= 0 && length <= rest.remaining() - 8);
        CRC32 sum = new CRC32();
        sum.update(rest.slice(rest.position(), length + 4));
        int type = rest.getInt();
        rest.position(rest.position() + length);
        demand(rest.getInt() == (int) sum.getValue());
        return type;
    }

    private static void demand(boolean met) {
        if (!met) {
            throw new BrandFault("is no PNG picture, or a damaged one");
        }
    }
}
