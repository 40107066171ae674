package dev.challenger.brand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A logo, checked: nothing in it can run, and nothing in it loads other files.
 *
 * @param ending of the name of its file: {@code svg} or {@code png}
 */
public record Logo(String ending, byte[] content) {
    /** A logo on a page of 34 rem needs no more. */
    static final int MAX_BYTES = 128 * 1024;

    /**
     * Reads a file whose name ends with {@code .svg} or {@code .png}.
     *
     * @throws BrandFault if the file is missing, too large, or not what pages may show
     */
    public static Logo read(Path file) {
        return of(file.getFileName() + "", bytes(file));
    }

    static Logo of(String name, byte[] content) {
        if (name.endsWith(".svg")) {
            SvgCheck.check(content);
            return new Logo("svg", content);
        }
        if (name.endsWith(".png")) {
            PngCheck.check(content);
            return new Logo("png", content);
        }
        throw new BrandFault("must be a file whose name ends with .svg or .png");
    }

    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BrandFault("is no file: " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new BrandFault("is larger than " + MAX_BYTES / 1024 + " KB");
            }
            return content;
        } catch (IOException e) {
            throw new BrandFault("cannot be read: " + e);
        }
    }

    /** Returns the name of a static file with this content. */
    String file(String name) {
        return name + "." + ending;
    }

    /** Leaves out the content. */
    @Override
    public String toString() {
        return "Logo[" + ending + "]";
    }
}
