package dev.challenger.transmission.letter;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The fonts of letters: ours, with the Latin, Greek, Cyrillic and Hebrew letters, and those of the operator. Loaded once. */
public final class Fonts {
    private static final String OURS = "/font-fallback/LiberationSans-Regular.ttf";
    /** The fonts with all Chinese and Japanese characters have about 20 MB. */
    private static final int MAX_BYTES = 40 * 1024 * 1024;

    /** The beginning of a file with several fonts, {@code ttcf}. */
    private static final int COLLECTION = 0x74746366;
    /** Where such a file has the place of its first font. */
    private static final int FIRST_OF_COLLECTION = 12;
    /**
     * The beginning of a font with PostScript outlines, {@code OTTO}. The library takes too much away when it embeds a part of one:
     * some characters of Noto Sans CJK are printed as fragments.
     */
    private static final int POSTSCRIPT = 0x4F54544F;

    private final List<BaseFont> fonts;

    private Fonts(List<BaseFont> fonts) {
        this.fonts = fonts;
    }

    /** A part of a text in one font. */
    record Run(BaseFont font, String text) {}

    /**
     * Loads our font, and then those of files, each of which is asked for the characters that the ones before do not have.
     *
     * @param files fonts with TrueType outlines; of a collection, {@code .ttc}, the first one is taken
     * @throws LetterFault if a file cannot be read, is no such font, or must not be embedded
     */
    public static Fonts load(List<Path> files) {
        List<BaseFont> fonts = new ArrayList<>();
        try (InputStream ours = BaseFont.class.getResourceAsStream(OURS)) {
            fonts.add(parse("ours.ttf", Objects.requireNonNull(ours, OURS).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(OURS, e);
        }
        files.forEach(file -> fonts.add(read(file)));
        return new Fonts(fonts);
    }

    private static BaseFont read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.matches("(?i).*\\.(ttf|otf|ttc)")) {
            throw new LetterFault("names " + file + ", which does not end with .ttf, .otf or .ttc");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new LetterFault("names " + file + ", which is larger than " + MAX_BYTES / 1024 / 1024 + " MB");
            }
            ByteBuffer header = ByteBuffer.wrap(content);
            boolean collection = header.getInt(0) == COLLECTION;
            if (header.getInt(collection ? header.getInt(FIRST_OF_COLLECTION) : 0) == POSTSCRIPT) {
                throw new LetterFault(
                        "names " + file + ", which has PostScript outlines: use a font with TrueType outlines");
            }
            return parse(collection ? "font.ttc,0" : name.replaceFirst(".*(?=\\.)", "font"), content);
        } catch (IOException e) {
            throw new LetterFault("names " + file + ", which cannot be read");
        } catch (LetterFault fault) {
            throw fault;
        } catch (RuntimeException e) {
            // The library throws all kinds of them.
            throw new LetterFault("names " + file + ", which is no font that may be embedded: " + e.getMessage());
        }
    }

    private static BaseFont parse(String name, byte[] content) throws IOException {
        BaseFont font = BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, content, null);
        // The library writes a list of characters that leaves out parts of them. PDF/A forbids such a list, and does
        // not need one.
        font.setIncludeCidSet(false);
        return font;
    }

    /** Returns true if every character of a text can be printed. */
    public boolean print(String text) {
        return Script.visible(text).allMatch(c -> font(c).isPresent());
    }

    private Optional<BaseFont> font(int c) {
        return fonts.stream().filter(font -> has(font, c)).findFirst();
    }

    private static boolean has(BaseFont font, int c) {
        return font.charExists(c) && Script.shapes(c).allMatch(font::charExists);
    }

    /**
     * Divides a text into parts of one font each.
     *
     * @param text as {@link Script#prepare} returns it
     */
    List<Run> runs(String text) throws Unprintable {
        List<Run> runs = new ArrayList<>();
        BaseFont current = fonts.get(0);
        StringBuilder part = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            if (!Script.isInvisible(c) && !has(current, c)) {
                BaseFont next = font(c).orElseThrow(() -> Unprintable.character(c));
                runs.add(new Run(current, part.toString()));
                part.setLength(0);
                current = next;
            }
            part.appendCodePoint(c);
        }
        runs.add(new Run(current, part.toString()));
        return runs;
    }
}
