package dev.challenger.transmission.letter;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

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
     * @throws LetterFault if it cannot be printed, or Java has no graphics here
     */
    public static Picture of(byte[] content, boolean svg) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        // Java's graphics keep the loader of the thread that uses them first. Ours would keep a stopped web
        // application.
        current.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return picture(smaller(svg ? SvgPicture.draw(content, WIDE, HIGH) : PngPicture.read(content)));
        } catch (LetterFault fault) {
            throw fault;
        } catch (RuntimeException | LinkageError | AWTError | InternalError e) {
            // A Java without fonts has no graphics for texts, one with a display that is gone has none at all, and each
            // says so in its own way.
            throw new LetterFault("cannot be printed: " + e + (svg ? ". Use a PNG picture" : ""));
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /** Halves a large picture until the next half would be too small. */
    private static BufferedImage smaller(BufferedImage image) {
        boolean large = image.getWidth() / 2 >= WIDE || image.getHeight() / 2 >= HIGH;
        return large
                ? smaller(onWhite(image, Math.max(1, image.getWidth() / 2), Math.max(1, image.getHeight() / 2)))
                : onWhite(image, image.getWidth(), image.getHeight());
    }

    private static BufferedImage onWhite(BufferedImage image, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return drawn;
    }

    private static Picture picture(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] rgb = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }
}
