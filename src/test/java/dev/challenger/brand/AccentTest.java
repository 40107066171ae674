package dev.challenger.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that pages stay readable in any colour that is accepted, in the light and in the dark. */
final class AccentTest {
    private static final Rgb DARK_GROUND = Rgb.parse("#10171d");

    @ParameterizedTest
    @ValueSource(
            strings = {"#0b5a8a", "#000000", "#ff0000", "#00008b", "#8a2be2", "#d2691e", "#808080", "#c71585", "#0a0a0a"
            })
    void everyShadeHasTheContrastOfWcag(String color) {
        List<Rgb> shades = shades(Accent.parse(color).css());

        assertEquals(Rgb.parse(color), shades.get(0), "light pages have the operator's very colour");
        assertReadable(shades.subList(0, 4), Accent.LIGHT_CARD, Accent.LIGHT_GROUND);
        assertReadable(shades.subList(4, 8), Accent.DARK_CARD, DARK_GROUND);
    }

    private static void assertReadable(List<Rgb> shades, Rgb card, Rgb ground) {
        Rgb on = shades.get(2);
        assertTrue(shades.get(0).contrast(card) >= 3, shades + " edge");
        assertTrue(shades.get(0).contrast(on) >= 4.5, shades + " text on the button");
        assertTrue(shades.get(1).contrast(on) >= 4.5, shades + " text on the button under the pointer");
        assertTrue(shades.get(3).contrast(card) >= 4.5, shades + " link on a card");
        assertTrue(shades.get(3).contrast(ground) >= 4.5, shades + " link beside it");
    }

    private static List<Rgb> shades(String css) {
        return Pattern.compile("--(accent|accent-over|on-accent|link): (#[0-9a-f]{6});")
                .matcher(css)
                .results()
                .map(shade -> Rgb.parse(shade.group(2)))
                .toList();
    }

    @Test
    void paleColourIsRefusedWithItsRatio() {
        BrandFault fault = assertThrows(BrandFault.class, () -> Accent.parse("#ffee00"));

        assertTrue(String.valueOf(fault.getMessage()).contains("1.20:1 to white"), fault.getMessage());
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, Rgb.BLACK.contrast(Rgb.WHITE), 0.001);
        assertEquals(4.48, Rgb.parse("#777777").contrast(Rgb.WHITE), 0.005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "#0b5a8a;}*{display:none"})
    void onlyHexColoursReachTheStyleSheet(String text) {
        assertThrows(IllegalArgumentException.class, () -> Accent.parse(text));
    }

    @Test
    void shadesAreMadeForTheSurfacesOfOurStyleSheet() throws IOException {
        String css = Files.readString(Path.of("webapp/static/challenger.css"));

        assertEquals(List.of(Accent.LIGHT_CARD, Accent.DARK_CARD), surfaces(css, "card"));
        assertEquals(List.of(Accent.LIGHT_GROUND, DARK_GROUND), surfaces(css, "ground"));
    }

    private static List<Rgb> surfaces(String css, String name) {
        Matcher surface = Pattern.compile(" --" + name + ": (#[0-9a-f]{6});").matcher(css);
        return surface.results().map(found -> Rgb.parse(found.group(1))).toList();
    }
}
