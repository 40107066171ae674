package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.NodeDatabase;
import dev.challenger.Registry;
import dev.challenger.settings.Setting;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.wire.Problem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -c} of every command that needs settings. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The settings file. Default: the file that CHALLENGER_CONFIG names.")
    private @Nullable Path file;

    Settings load(SettingsLoader loader) {
        return load(loader, Map.of());
    }

    Settings load(SettingsLoader loader, Map<Setting<?>, String> flags) {
        return loader.load(Optional.ofNullable(file), flags);
    }

    /**
     * Loads the settings and connects to the database, whose tables are brought up to date.
     *
     * @throws SettingsException if the settings have faults
     * @throws Problem if the database fails
     */
    Challenger open(SettingsLoader loader) {
        return Challenger.open(load(loader));
    }

    /**
     * Loads the settings and works with the clients, without a key file.
     *
     * @throws SettingsException if the settings have faults
     * @throws Problem if the database fails
     */
    void withClients(SettingsLoader loader, Consumer<Registry> work) {
        NodeDatabase.withClients(load(loader), work);
    }
}
