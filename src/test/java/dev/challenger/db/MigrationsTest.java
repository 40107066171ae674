package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that all migration scripts are found. */
class MigrationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"challenger", "mfa"})
    void everySetNamesItsScriptsInOrder(String set) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("db", set))) {
            List<String> scripts = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.replaceAll("V(\\d+)__.*", "$1"))))
                    .toList();

            assertEquals(scripts, new Scripts(set).names());
        }
    }
}
