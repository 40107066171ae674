package dev.challenger.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that only this user can read. Closing deletes it with its contents. */
record TemporaryDirectory(Path path) implements AutoCloseable {
    TemporaryDirectory() throws IOException {
        this(Files.createTempDirectory("challenger-demo-"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
