package dev.challenger.container;

import dev.challenger.documents.Document;
import dev.challenger.testing.Unchecked;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mariadb.jdbc.Driver;

/**
 * The files of one server: the distribution, which stays as it is, and what its operator writes, in a directory of its own.
 *
 * @param home the distribution
 * @param directory empty before
 * @param operator puts real values into an example of operate.md
 * @param environment of the server, beyond that of its distribution
 */
record Base(Path home, Path directory, UnaryOperator<String> operator, Map<String, String> environment) {
    private static final String DRIVER = "mariadb-java-client.jar";

    /** Returns the example of operate.md with this mark, with real values. */
    String example(String mark) {
        return operator.apply(Document.OPERATE.example(mark))
                .replace("/opt/" + DRIVER, directory.resolve(DRIVER).toString());
    }

    /** Writes a file below the directory. */
    Path write(String file, String content) {
        return Unchecked.call(() -> {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, content);
        });
    }

    /** Copies a file or a directory of the distribution. */
    void copy(String from, String to) {
        Unchecked.run(() -> copyAll(home.resolve(from), directory.resolve(to)));
    }

    private static void copyAll(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Files.copy(path, target.resolve(source.relativize(path).toString()));
            }
        }
    }

    static void unpack(Path war, Path directory) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(war)) {
            copyAll(files.getPath("/"), directory);
        }
    }

    /** Puts the driver of the database into a directory. */
    void driver(String to) {
        Unchecked.run(() -> {
            Path jar = Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path target = directory.resolve(to);
            Files.copy(jar, Files.createDirectories(target).resolve(DRIVER));
        });
    }

    /** Changes a copied file. Old and new texts take turns; all old ones must be there. */
    void edit(String file, String... oldAndNew) {
        String content = Unchecked.call(() -> Files.readString(directory.resolve(file)));
        for (int i = 0; i < oldAndNew.length; i += 2) {
            if (!content.contains(oldAndNew[i])) {
                throw new AssertionError(file + " has no " + oldAndNew[i]);
            }
            content = content.replace(oldAndNew[i], oldAndNew[i + 1]);
        }
        write(file, content);
    }
}
