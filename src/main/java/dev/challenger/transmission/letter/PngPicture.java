package dev.challenger.transmission.letter;

import java.awt.Image;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.awt.image.PixelGrabber;

/** Reads PNG pictures. {@code ImageIO} would do, but keeps the class loader of a stopped web application. */
final class PngPicture {
    private static final int WAIT_MILLIS = 10_000;

    private PngPicture() {}

    /**
     * Reads a picture, which must be checked for its size.
     *
     * @throws LetterFault if its pixels are damaged
     */
    static BufferedImage read(byte[] content) {
        Image image = Toolkit.getDefaultToolkit().createImage(content);
        PixelGrabber pixels = new PixelGrabber(image, 0, 0, -1, -1, true);
        try {
            if (!pixels.grabPixels(WAIT_MILLIS)) {
                throw new LetterFault("has damaged pixels");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LetterFault("was not read, because this service is stopping");
        }
        BufferedImage read = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_ARGB);
        read.setRGB(0, 0, pixels.getWidth(), pixels.getHeight(), (int[]) pixels.getPixels(), 0, pixels.getWidth());
        return read;
    }
}
