package dev.challenger.brand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which pictures are accepted as a logo. */
final class LogoTest {
    private static final String OPEN = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'"
            + " xmlns:xlink='http://www.w3.org/1999/xlink'>";
    /** One transparent pixel. */
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @TempDir
    private Path directory;

    @Test
    void ourOwnLogoPasses() {
        assertEquals("svg", Logo.read(Path.of("webapp/static/challenger.svg")).ending());
    }

    @Test
    void shapesWithGradientsPass() throws IOException {
        Logo logo =
                svg(OPEN + "<defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient></defs>"
                        + "<path d='M0 0h8v8z' fill='url(#g)'/></svg>");

        assertEquals("logo.svg", logo.file("logo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
                "<foreignObject/>",
                "<image href='https://example.com/a.png'/>",
                "<use href='#a'/>",
                "<a href='javascript:alert(1)'/>",
                "<animate attributeName='href' to='javascript:alert(1)'/>",
                "<style>@import 'https://example.com/a.css'</style>",
                "<path style='fill:red'/>",
                "<path onload='alert(1)'/>",
                "<path ONLOAD='alert(1)'/>",
                "<linearGradient xlink:href='https://example.com/a.svg#b'/>",
                "<linearGradient href=' #b'/>",
                "<path fill='url(https://example.com/a.svg#b)'/>",
                "<path fill='URL( \"//example.com/a.svg#b\")'/>",
                "<path fill='u\\72l(https://example.com/a.svg#b)'/>",
                "<?xml-stylesheet href='https://example.com/a.css'?>",
                "<path",
                "&#1;",
            })
    void nothingThatRunsOrLoadsPasses(String content) {
        assertThrows(BrandFault.class, () -> svg(OPEN + content + "</svg>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg/>",
                "<g xmlns='http://www.w3.org/2000/svg'/>",
                "<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>",
                "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>",
            })
    void onlySvgWithoutDocumentTypePasses(String content) {
        assertThrows(BrandFault.class, () -> svg(content));
    }

    @Test
    void faultNamesTheLine() {
        BrandFault fault = assertThrows(BrandFault.class, () -> svg(OPEN + "\n\n<script/></svg>"));

        assertEquals("has what logos may not have (line 3): the element script", fault.getMessage());
    }

    private Logo svg(String content) throws IOException {
        return Logo.read(Files.writeString(directory.resolve("a.svg"), content));
    }

    @Test
    void pngPasses() throws IOException {
        assertArrayEquals(PIXEL, png(PIXEL).content());
    }

    @Test
    void damagedOrExtendedPngIsRefused() {
        for (int i = 0; i < PIXEL.length; i++) {
            byte[] damaged = PIXEL.clone();
            damaged[i] ^= 1;
            assertThrows(BrandFault.class, () -> png(damaged));
            byte[] cut = Arrays.copyOf(PIXEL, i);
            assertThrows(BrandFault.class, () -> png(cut));
        }
        assertThrows(BrandFault.class, () -> png(Arrays.copyOf(PIXEL, PIXEL.length + 1)));
        assertThrows(BrandFault.class, () -> png("<html>".getBytes(StandardCharsets.UTF_8)));
    }

    private Logo png(byte[] content) throws IOException {
        return Logo.read(Files.write(directory.resolve("a.png"), content));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertRefused(directory, "is no file");
        assertRefused(directory.resolve("missing.svg"), "is no file");
        assertRefused(Files.write(directory.resolve("a.gif"), PIXEL), ".svg or .png");
        assertRefused(Files.write(directory.resolve("large.png"), new byte[Logo.MAX_BYTES + 1]), "larger than 128 KB");
    }

    private static void assertRefused(Path file, String reason) {
        BrandFault fault = assertThrows(BrandFault.class, () -> Logo.read(file));
        assertTrue(String.valueOf(fault.getMessage()).contains(reason), fault.getMessage());
    }
}
