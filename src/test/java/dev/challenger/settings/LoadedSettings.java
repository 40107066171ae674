package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The sources of settings of a test: a file with the few settings that every service needs, and empty other sources. */
abstract class LoadedSettings {
    @TempDir
    Path directory;

    final Map<String, String> environment = new HashMap<>();
    final Map<String, Object> jndi = new HashMap<>();
    final Map<Setting<?>, String> flags = new HashMap<>();
    Path file;

    @BeforeEach
    void minimalSettings() throws IOException {
        file = directory.resolve("challenger.properties");
        write(
                "db.url = jdbc:mariadb://127.0.0.1/challenger",
                "http.base-url = https://challenger.example.com/",
                "mail.host = mail.example.com",
                "mail.from = Challenger <challenger@example.com>");
    }

    final Settings load() throws SettingsException {
        return load(Optional.of(file));
    }

    final Settings load(Optional<Path> named) throws SettingsException {
        return new SettingsLoader(environment, name -> Optional.ofNullable(jndi.get(name))).load(named, flags);
    }

    final List<String> faults() {
        return assertThrows(SettingsException.class, this::load).faults();
    }

    final void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    final void append(String... lines) throws IOException {
        Files.write(file, List.of(lines), java.nio.file.StandardOpenOption.APPEND);
    }

    final Path executable(String name) throws IOException {
        Path path = Files.createFile(directory.resolve(name));
        assertTrue(path.toFile().setExecutable(true));
        return path;
    }
}
