package dev.challenger.brand;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The operator's colour, for buttons and links. On light pages the buttons have this very colour. Other shades follow from it:
 * of links, if they would be too pale, and of everything on dark pages. They have the contrast that WCAG 2.2 AA requires: 4.5
 * for text (1.4.3), 3 for the edge of a button (1.4.11).
 */
public final class Accent {
    private static final double TEXT = 4.5;
    private static final double EDGE = 3;

    /** The surfaces of {@code challenger.css}, on which buttons and links are. */
    static final Rgb LIGHT_CARD = Rgb.parse("#ffffff");

    static final Rgb LIGHT_GROUND = Rgb.parse("#eef2f5");
    static final Rgb DARK_CARD = Rgb.parse("#19222a");

    private final Shades light;
    private final Shades dark;

    private Accent(Rgb color) {
        this.light = Shades.of(color, color.readable(Rgb.BLACK, LIGHT_GROUND, TEXT));
        // Text needs the higher contrast, so that one shade serves for buttons and links.
        Rgb pale = color.readable(Rgb.WHITE, DARK_CARD, TEXT);
        this.dark = Shades.of(pale, pale);
    }

    /**
     * Parses a colour such as {@code #0b5a8a}.
     *
     * @throws IllegalArgumentException if the text has another form
     * @throws BrandFault if the colour is too pale for a button on white
     */
    public static Accent parse(String text) {
        Rgb color = Rgb.parse(text);
        double contrast = color.contrast(LIGHT_CARD);
        if (contrast < EDGE) {
            throw new BrandFault("is too pale: " + color + " has a contrast of "
                    + BigDecimal.valueOf(contrast).setScale(2, RoundingMode.FLOOR)
                    + ":1 to white, and a button needs at least 3:1 (WCAG 2.2). Choose a darker shade");
        }
        return new Accent(color);
    }

    /** The colours of one scheme. */
    private record Shades(Rgb accent, Rgb over, Rgb on, Rgb link) {
        static Shades of(Rgb accent, Rgb link) {
            boolean white = accent.contrast(Rgb.WHITE) >= TEXT;
            // Away from the text's colour, so that the contrast grows.
            Rgb over = accent.mixed(white ? Rgb.BLACK : Rgb.WHITE, 0.2);
            return new Shades(accent, over, white ? Rgb.WHITE : Rgb.BLACK, link);
        }

        String css() {
            return ":root { --accent: " + accent + "; --accent-over: " + over + "; --on-accent: " + on + "; --link: "
                    + link + "; }\n";
        }
    }

    /** Returns a style sheet that sets the custom properties of {@code challenger.css} for light and dark pages. */
    public String css() {
        return light.css() + "@media (prefers-color-scheme: dark) {\n" + dark.css() + "}\n";
    }
}
