package dev.challenger.cli;

import dev.challenger.settings.Setting;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag {@code -c} of every command that needs settings. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The settings file; else the one that CHALLENGER_CONFIG names.")
    private @Nullable Path file;

    Settings load(SettingsLoader loader) {
        return load(loader, Map.of());
    }

    Settings load(SettingsLoader loader, Map<Setting<?>, String> flags) {
        return loader.load(Optional.ofNullable(file), flags);
    }
}
