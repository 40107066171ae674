package dev.challenger.transmission.letter;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
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
     * @param wide the largest width in pixels
     * @param high the largest height
     * @throws LetterFault if it cannot be drawn
     */
    static BufferedImage draw(byte[] content, int wide, int high) {
        SVGDocument svg = new SVGLoader().load(new ByteArrayInputStream(content), null, LoaderContext.createDefault());
        if (svg == null) {
            throw new LetterFault("cannot be drawn");
        }
        return draw(svg, wide, high);
    }

    private static BufferedImage draw(SVGDocument svg, int wide, int high) {
        FloatSize size = svg.size();
        double scale = Math.min(wide / size.getWidth(), high / size.getHeight());
        int width = Math.max(1, (int) (size.getWidth() * scale));
        int height = Math.max(1, (int) (size.getHeight() * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        svg.render((java.awt.Component) null, graphics, new ViewBox(0, 0, width, height));
        graphics.dispose();
        return image;
    }
}
