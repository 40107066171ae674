package dev.challenger.transmission.letter;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;

/** Draws SVG pictures, which must be checked for what they may have, at the resolution of print. */
final class SvgPicture {
    private SvgPicture() {}

    /**
     * Draws a picture.
     *
     * @param pixels the width or the height, whichever is reached first
     * @throws LetterFault if it cannot be drawn, or Java has no graphics here
     */
    static Picture draw(byte[] content, int pixels, int high) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        // Java's graphics keep the loader of the thread that uses them first. Ours would keep a stopped web
        // application.
        current.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            SVGDocument svg =
                    new SVGLoader().load(new ByteArrayInputStream(content), null, LoaderContext.createDefault());
            if (svg == null) {
                throw new LetterFault("cannot be printed");
            }
            return draw(svg, pixels, high);
        } catch (LetterFault fault) {
            throw fault;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A Java without fonts has no graphics for texts, and says so in many ways.
            throw new LetterFault("cannot be printed: " + e + ". Use a PNG picture");
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static Picture draw(SVGDocument svg, int wide, int high) {
        FloatSize size = svg.size();
        double scale = Math.min(wide / size.getWidth(), high / size.getHeight());
        int width = Math.max(1, (int) (size.getWidth() * scale));
        int height = Math.max(1, (int) (size.getHeight() * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        svg.render((java.awt.Component) null, graphics, new ViewBox(0, 0, width, height));
        graphics.dispose();
        byte[] rgb = new byte[width * height * 3];
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new Picture(width, height, rgb);
    }
}
