package dev.challenger.transmission.letter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads logos, and compares them with what the JDK reads. */
class PrintedLogoTest {
    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static BufferedImage gradient(int width, int height, int type) {
        BufferedImage image = type == BufferedImage.TYPE_BYTE_INDEXED
                ? new BufferedImage(
                        width,
                        height,
                        type,
                        new IndexColorModel(8, 2, new byte[] {0, 9}, new byte[] {5, 8}, new byte[] {7, 1}))
                : new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | x * 7 % 256 << 16 | y * 5 % 256 << 8 | (x + y) % 256);
            }
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void everyKindOfPngIsRead(int type) throws Exception {
        BufferedImage image = gradient(31, 17, type);

        Picture read = PrintedLogo.of(png(image), false);

        byte[] expected = new byte[31 * 17 * 3];
        int[] sample = new int[4];
        for (int i = 0; i < 31 * 17; i++) {
            image.getRaster().getPixel(i % 31, i / 31, sample);
            boolean grey = type == BufferedImage.TYPE_BYTE_GRAY;
            int rgb = image.getRGB(i % 31, i / 31);
            expected[3 * i] = (byte) (grey ? sample[0] : rgb >> 16);
            expected[3 * i + 1] = (byte) (grey ? sample[0] : rgb >> 8);
            expected[3 * i + 2] = (byte) (grey ? sample[0] : rgb);
        }
        assertArrayEquals(expected, read.rgb());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void greyWithTransparencyKeepsItsTone(int bits) throws Exception {
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                new int[] {bits, bits},
                true,
                false,
                Transparency.TRANSLUCENT,
                bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(2, 1);
        int largest = (1 << bits) - 1;
        raster.setPixel(0, 0, new int[] {largest / 2, largest});
        raster.setPixel(1, 0, new int[] {0, 0});

        Picture read = PrintedLogo.of(png(new BufferedImage(colours, raster, false, null)), false);

        assertArrayEquals(new byte[] {127, 127, 127, -1, -1, -1}, read.rgb());
    }

    @Test
    void whatIsTransparentIsWhite() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FF0000);
        image.setRGB(1, 0, 0x80000000);

        assertArrayEquals(
                new byte[] {-1, -1, -1, 127, 127, 127},
                PrintedLogo.of(png(image), false).rgb());
    }

    @Test
    void aLargePictureBecomesSmaller() throws Exception {
        BufferedImage large = gradient(2048, 512, BufferedImage.TYPE_INT_RGB);

        Picture read = PrintedLogo.of(png(large), false);

        assertEquals("Picture[1024 × 256]", read.toString());
        // The picture runs from black to blue in its first column.
        assertEquals(large.getRGB(0, 200) & 0xFF, read.rgb()[100 * 1024 * 3 + 2] & 0xFF, 2);
    }

    @Test
    void aDamagedPngIsRefused() throws Exception {
        byte[] content = png(gradient(31, 17, BufferedImage.TYPE_INT_RGB));
        content[60] ^= 0x55;
        content[61] ^= 0x55;

        assertThrows(LetterFault.class, () -> PrintedLogo.of(content, false));
    }

    @Test
    void anSvgIsDrawnOnWhite() {
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">
                <rect x="10" y="0" width="30" height="10" fill="#0b6e4f"/></svg>""";

        Picture drawn = PrintedLogo.of(svg.getBytes(StandardCharsets.UTF_8), true);

        assertEquals("Picture[840 × 210]", drawn.toString());
        assertArrayEquals(new byte[] {-1, -1, -1}, Arrays.copyOf(drawn.rgb(), 3));
        int green = (100 * 840 + 420) * 3;
        assertArrayEquals(new byte[] {0x0b, 0x6e, 0x4f}, Arrays.copyOfRange(drawn.rgb(), green, green + 3));
    }

    @Test
    void theLogoIsAtTheTopOfTheLetter() throws Exception {
        Stationery stationery = PostalLetters.withLogo(
                PostalLetters.stationery(Paper.A4, Window.DIN_5008_B),
                PrintedLogo.of(png(gradient(200, 50, BufferedImage.TYPE_INT_ARGB)), false));
        byte[] pdf =
                new LetterPrinter(stationery, PostalLetters.CLOCK).print(PostalLetters.letter(PostalLetters.BERLIN));

        try (PrintedLetter letter = new PrintedLetter(pdf)) {
            int dark = letter.image().getRGB((int) (60 / 25.4 * 200), (int) (20 / 25.4 * 200));
            assertTrue((dark & 0xFFFFFF) != 0xFFFFFF);
            PrintedLetter.Line name = letter.line("Example Bank");
            assertEquals(190, name.box().left() + name.box().width(), 1);
        }
    }
}
