package dev.challenger.cli;

import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands {@code key …}. They work on the key file, without the database. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Lists and adds the keys from which TANs and codes are derived.")
final class KeyCommands {
    private final SettingsLoader loader;
    private final Console console;

    KeyCommands(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a new key to the key file and lists all keys. Codes and tokens made with"
                    + " older keys stay valid. Copy the file to every node, then restart the nodes one"
                    + " after the other.")
    void add(@Mixin ConfigOption config) {
        print(new JsonOption(), config, file -> file.add(new Secrets()));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the keys of the key file, one a line: id and fingerprint, with a tab"
                    + " between them. The last key is in use.")
    void list(@Mixin JsonOption format, @Mixin ConfigOption config) {
        print(format, config, KeyFile::read);
    }

    /** A key as JSON. */
    private record Shown(int id, String fingerprint) {}

    @FunctionalInterface
    private interface Work {
        Keys on(KeyFile file) throws IOException;
    }

    /** Prints fingerprints, by which nodes can be compared, and never keys. */
    private void print(JsonOption format, ConfigOption config, Work work) {
        KeyFile file = new KeyFile(config.load(loader).keyFileOrDefault());
        try {
            format.print(
                    console.out(),
                    work.on(file).all(),
                    key -> key.id() + "\t" + key.fingerprint(),
                    key -> new Shown(key.id(), key.fingerprint()));
        } catch (IOException e) {
            throw new SettingsException("key.file: " + e.getMessage());
        }
    }
}
