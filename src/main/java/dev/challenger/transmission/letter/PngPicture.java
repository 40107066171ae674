package dev.challenger.transmission.letter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes PNG pictures (RFC 2083) of 8 bits, all kinds of colour, without interlacing. The class for pictures of the JDK would keep
 * the class loader of a stopped web application.
 */
final class PngPicture {
    private static final int HEADER = 0x49484452;
    private static final int PALETTE = 0x504C5445;
    private static final int TRANSPARENCY = 0x74524E53;
    private static final int PIXELS = 0x49444154;
    private static final int SIGNATURE_BYTES = 8;

    private static final int GREY = 0;
    private static final int INDEXED = 3;
    private static final int GREY_WITH_ALPHA = 4;
    private static final int COLOUR_WITH_ALPHA = 6;
    private static final int OPAQUE = 255;

    private int width;
    private int height;
    private int kind;
    private byte[] palette = {};
    private byte[] alpha = {};
    private final Inflater inflater = new Inflater();

    private PngPicture() {}

    /**
     * Decodes a picture whose checksums are right.
     *
     * @throws LetterFault if it is of another kind, or its pixels are damaged
     */
    static Picture decode(byte[] content) {
        PngPicture png = new PngPicture();
        try {
            return png.read(content);
        } catch (LetterFault fault) {
            throw fault;
        } catch (DataFormatException | RuntimeException e) {
            // Buffers and arrays end where a damaged picture goes on.
            throw new LetterFault("has damaged pixels");
        } finally {
            png.inflater.end();
        }
    }

    private Picture read(byte[] content) throws DataFormatException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer rest = ByteBuffer.wrap(content);
        rest.position(SIGNATURE_BYTES);
        while (rest.hasRemaining()) {
            byte[] chunk = new byte[rest.getInt()];
            int type = rest.getInt();
            rest.get(chunk);
            rest.getInt();
            switch (type) {
                case HEADER -> header(ByteBuffer.wrap(chunk));
                case PALETTE -> palette = chunk;
                case TRANSPARENCY -> alpha = kind == INDEXED ? chunk : alpha;
                case PIXELS -> data.writeBytes(chunk);
                default -> {
                    // Says nothing about the pixels.
                }
            }
        }
        inflater.setInput(data.toByteArray());
        return picture();
    }

    private void header(ByteBuffer header) {
        width = header.getInt();
        height = header.getInt();
        int depth = header.get();
        kind = header.get();
        header.getShort();
        if (depth != 8 || header.get() != 0) {
            throw new LetterFault("must be a PNG picture of 8 bits without interlacing, to be printed");
        }
    }

    private int channels() {
        return switch (kind) {
            case GREY, INDEXED -> 1;
            case GREY_WITH_ALPHA -> 2;
            case COLOUR_WITH_ALPHA -> 4;
            default -> 3;
        };
    }

    private Picture picture() throws DataFormatException {
        int channels = channels();
        byte[] rgb = new byte[width * height * 3];
        byte[] above = new byte[width * channels];
        byte[] line = new byte[width * channels];
        for (int row = 0; row < height; row++) {
            byte[] filter = new byte[1];
            fill(filter);
            fill(line);
            unfilter(filter[0], line, above, channels);
            for (int column = 0; column < width; column++) {
                pixel(line, column * channels, rgb, (row * width + column) * 3);
            }
            byte[] used = above;
            above = line;
            line = used;
        }
        return new Picture(width, height, rgb);
    }

    private void fill(byte[] bytes) throws DataFormatException {
        int filled = 0;
        while (filled < bytes.length) {
            int more = inflater.inflate(bytes, filled, bytes.length - filled);
            if (more == 0) {
                throw new DataFormatException("too short");
            }
            filled += more;
        }
    }

    private static void unfilter(int filter, byte[] line, byte[] above, int step) {
        for (int i = 0; i < line.length; i++) {
            int left = i < step ? 0 : line[i - step] & OPAQUE;
            int up = above[i] & OPAQUE;
            int corner = i < step ? 0 : above[i - step] & OPAQUE;
            line[i] += (byte)
                    switch (filter) {
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> paeth(left, up, corner);
                        default -> 0;
                    };
        }
    }

    private static int paeth(int left, int up, int corner) {
        int guess = left + up - corner;
        int toLeft = Math.abs(guess - left);
        int toUp = Math.abs(guess - up);
        int toCorner = Math.abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private void pixel(byte[] line, int at, byte[] rgb, int to) {
        int opacity = OPAQUE;
        byte[] colour = line;
        int from = at;
        if (kind == INDEXED) {
            int index = line[at] & OPAQUE;
            colour = palette;
            from = index * 3;
            opacity = index < alpha.length ? alpha[index] & OPAQUE : OPAQUE;
        } else if (kind == GREY_WITH_ALPHA || kind == COLOUR_WITH_ALPHA) {
            opacity = line[at + channels() - 1] & OPAQUE;
        }
        boolean grey = kind == GREY || kind == GREY_WITH_ALPHA;
        for (int i = 0; i < 3; i++) {
            int value = colour[grey ? from : from + i] & OPAQUE;
            rgb[to + i] = (byte) ((value * opacity + OPAQUE * (OPAQUE - opacity)) / OPAQUE);
        }
    }
}
