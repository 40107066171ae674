package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that all migration scripts are found, and that other database servers are refused. */
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

    @ParameterizedTest
    @ValueSource(
            strings = {"10.6.0-MariaDB", "10.11.6-MariaDB-0+deb12u1-log", "11.4.5-MariaDB-ubu2404", "12.0.2-MariaDB"})
    void aMariaDbThatIsNewEnoughIsAccepted(String version) {
        assertDoesNotThrow(() -> Migrations.requireMariaDb(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.5.29-MariaDB", "5.5.68-MariaDB", "8.0.36", "8.4.3-commercial", "MariaDB", ""})
    void anyOtherServerIsRefusedByItsName(String version) {
        SQLException refusal = assertThrows(SQLException.class, () -> Migrations.requireMariaDb(version));

        assertEquals("MariaDB 10.6 or later is needed, and this is " + version, refusal.getMessage());
    }
}
