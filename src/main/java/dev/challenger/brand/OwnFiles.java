package dev.challenger.brand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all files of the operator's directory, within bounds. Hidden files are left out: editors, version control and
 * Kubernetes keep their own there. A link must lead to a file or directory that is inside too.
 */
final class OwnFiles extends SimpleFileVisitor<Path> {
    static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_FILES = 1000;
    /** {@code clients/ID/logo.svg}. */
    private static final int DEPTH = 3;

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Path root;
    private final Path real;
    private final Consumer<String> faults;

    private OwnFiles(Path root, Path real, Consumer<String> faults) {
        this.root = root;
        this.real = real;
        this.faults = faults;
    }

    /**
     * Returns the contents of the files by their paths in the directory, with slashes: {@code pages/tan.ftlh}.
     *
     * @param faults gets a sentence for each file that cannot be read
     */
    static SortedMap<String, byte[]> read(Path directory, Consumer<String> faults) {
        try {
            OwnFiles own = new OwnFiles(directory, directory.toRealPath(), faults);
            Files.walkFileTree(directory, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, own);
            return own.files;
        } catch (IOException e) {
            faults.accept("cannot be read: " + e);
            return new TreeMap<>();
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean wanted = directory.equals(root) || !hidden(directory) && inside(directory);
        return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (hidden(file) || !inside(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            faults.accept(name(file) + " is no file of a brand");
        } else if (files.size() == MAX_FILES) {
            faults.accept("has more than " + MAX_FILES + " files");
            return FileVisitResult.TERMINATE;
        } else {
            read(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private void read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                faults.accept(name(file) + " is larger than " + MAX_BYTES / 1024 + " KB");
            } else {
                files.put(name(file), content);
            }
        } catch (IOException e) {
            visitFileFailed(file, e);
        }
    }

    /** Java reports a link into nowhere, and one that leads back to a directory around it, here too. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        faults.accept((file.equals(root) ? "" : name(file) + " ") + "cannot be read: " + e);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
        if (e != null) {
            visitFileFailed(directory, e);
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    private boolean inside(Path file) {
        try {
            if (file.toRealPath().startsWith(real)) {
                return true;
            }
            faults.accept(name(file) + " is a link that leads out of the directory");
        } catch (IOException e) {
            visitFileFailed(file, e);
        }
        return false;
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
