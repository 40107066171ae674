package dev.challenger.transmission.letter;

/** Makes a picture for print of a logo. Each letter has all of its pixels, so it gets no more than print needs. */
public final class PrintedLogo {
    /** 70 mm × 20 mm, the place of the logo, at 300 pixels per inch. */
    private static final int WIDE = 840;

    private static final int HIGH = 240;

    private PrintedLogo() {}

    /**
     * Reads a logo that was checked already.
     *
     * @param svg true for SVG, false for PNG
     * @throws LetterFault if it cannot be printed
     */
    public static Picture of(byte[] content, boolean svg) {
        return svg ? SvgPicture.draw(content, WIDE, HIGH) : smaller(PngPicture.decode(content));
    }

    private static Picture smaller(Picture large) {
        int step = Math.max(large.width() / WIDE, large.height() / HIGH);
        if (step < 2) {
            return large;
        }
        int width = Math.max(1, large.width() / step);
        int height = Math.max(1, large.height() / step);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = average(large, i / 3 % width * step, i / 3 / width * step, step, i % 3);
        }
        return new Picture(width, height, rgb);
    }

    private static byte average(Picture picture, int left, int top, int step, int channel) {
        int sum = 0;
        int count = 0;
        for (int y = top; y < Math.min(top + step, picture.height()); y++) {
            for (int x = left; x < Math.min(left + step, picture.width()); x++) {
                sum += picture.rgb()[(y * picture.width() + x) * 3 + channel] & 0xFF;
                count++;
            }
        }
        return (byte) (sum / count);
    }
}
