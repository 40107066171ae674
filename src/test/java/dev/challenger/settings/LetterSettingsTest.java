package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the settings of printed letters, and the faults that are found at the start. */
final class LetterSettingsTest extends LoadedSettings {
    @BeforeEach
    void letters() throws IOException {
        append(
                "address.type = postal",
                "senders.post = spool",
                "sender.spool.folder = " + directory,
                "post.origin = de-CH");
    }

    private void onlyFault(String beginning, String... lines) throws IOException {
        append(lines);

        assertEquals(1, faults().size(), faults().toString());
        assertTrue(faults().get(0).contains(beginning), faults().get(0));
    }

    @Test
    void lettersArePrintedForADirectory() {
        assertEquals("de_CH", load().sending().letters().orElseThrow().origin().toString());
        assertEquals(directory, load().sending().senders().folders().get("spool"));
    }

    @Test
    void lettersAreTextsForACommandUnlessItWantsPdf() throws IOException {
        Path command = executable("print");
        minimalSettings();
        append("address.type = postal", "command.post = " + command);
        assertEquals(Optional.empty(), load().sending().letters());

        append("command.post.input = pdf", "post.origin = de-CH");
        assertTrue(load().sending().letters().isPresent());
    }

    @Test
    void languagesWithoutAFontAreToldAtTheStart() {
        assertEquals(
                "Letters to readers of ar, hi, ja, zh-Hans, zh-Hant are in en, since post.fonts names no font that can print"
                        + " these languages",
                load().languagesOfNoLetter().orElseThrow());
        assertTrue(load().writable().contains(Language.RU));
    }

    @Test
    void theCountryOfOriginIsNeeded() throws IOException {
        minimalSettings();
        onlyFault(
                "post.origin is missing",
                "address.type = postal",
                "senders.post = spool",
                "sender.spool.folder = " + directory);
    }

    @Test
    void aMissingDirectoryIsAFault() throws IOException {
        minimalSettings();
        onlyFault(
                "sender.spool.folder",
                "address.type = postal",
                "senders.post = spool",
                "post.origin = de-CH",
                "sender.spool.folder = " + directory.resolve("gone"));
    }

    @Test
    void aMissingFontIsAFault() throws IOException {
        onlyFault("which cannot be read", "post.fonts = " + directory.resolve("gone.ttf"));
    }

    @Test
    void aFileThatIsNoFontIsAFault() throws IOException {
        Path file = Files.writeString(directory.resolve("no.ttf"), "no font");
        onlyFault("which is no font", "post.fonts = " + file);
    }

    /** The library would print fragments of some characters. */
    @ParameterizedTest
    @ValueSource(strings = {"OTTO, and so on", "ttcf\0\1\0\0\0\0\0\1\0\0\0\20OTTO"})
    void aFontWithPostScriptOutlinesIsAFault(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("font.ttc"), content);
        onlyFault("which has PostScript outlines", "post.fonts = " + file);
    }

    @Test
    void theDefaultLanguageNeedsAFont() throws IOException {
        onlyFault("has no font that can print the texts in ja", "language.default = ja");
    }

    @Test
    void aTemplateThatFailsIsAFault() throws IOException {
        Path brand = Files.createDirectory(directory.resolve("brand"));
        Files.writeString(brand.resolve("letter.ftlx"), "<letter>\n<text>${letter.nothing}</text></letter>");
        onlyFault("letter.ftlx, line 2", "brand.directory = " + brand);
    }

    @Test
    void aTemplateThatDoesNotEscapeIsAFault() throws IOException {
        Path brand = Files.createDirectory(directory.resolve("brand"));
        Files.writeString(brand.resolve("letter.ftlx"), "<letter>${letter.title?no_esc}</letter>");
        onlyFault("no_esc is not allowed", "brand.directory = " + brand);
    }

    @Test
    void aTemplateOfTheOperatorReplacesOurs() throws IOException {
        Path brand = Files.createDirectory(directory.resolve("brand"));
        Files.writeString(
                brand.resolve("letter.ftlx"),
                "<letter><text left='25' top='100' width='100' height='20' size='11'><p>${letter.code}</p></text></letter>");
        append("brand.directory = " + brand);

        assertTrue(load().sending().letters().isPresent());
    }

    @Test
    void aReturnAddressThatCannotBePrintedIsAFault() throws IOException {
        onlyFault("post.return-address", "post.return-address = " + "A very long address, ".repeat(20));
    }
}
