package dev.challenger.documents;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A PNG file that carries a description of what it shows, in a text chunk (PNG specification, section 11.3.3.4). So a test
 * can tell whether a committed picture is still true, on a machine with other fonts too.
 */
final class Screenshot {
    private static final byte[] TYPE = "iTXt".getBytes(StandardCharsets.US_ASCII);
    /** Keyword, no compression, no language, no translated keyword. */
    private static final byte[] HEAD = "Description\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
    /** After the signature (8 bytes) and the header chunk (25 bytes). */
    private static final int AT = 33;

    private static final int LENGTH_AND_TYPE = 8;

    private Screenshot() {}

    /** Returns the picture with the description in it. */
    static byte[] describe(byte[] png, String description) {
        byte[] text = description.getBytes(StandardCharsets.UTF_8);
        ByteBuffer chunk = ByteBuffer.allocate(LENGTH_AND_TYPE + HEAD.length + text.length + Integer.BYTES);
        chunk.putInt(HEAD.length + text.length).put(TYPE).put(HEAD).put(text);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), Integer.BYTES, TYPE.length + HEAD.length + text.length);
        chunk.putInt((int) sum.getValue());
        ByteArrayOutputStream described = new ByteArrayOutputStream();
        described.write(png, 0, AT);
        described.writeBytes(chunk.array());
        described.write(png, AT, png.length - AT);
        return described.toByteArray();
    }

    /** Returns the description of a picture that {@link #describe} returned. */
    static String description(byte[] png) {
        int length = ByteBuffer.wrap(png, AT, Integer.BYTES).getInt() - HEAD.length;
        return new String(png, AT + LENGTH_AND_TYPE + HEAD.length, length, StandardCharsets.UTF_8);
    }
}
