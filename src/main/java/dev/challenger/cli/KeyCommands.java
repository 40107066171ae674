package dev.challenger.cli;

import dev.challenger.secret.KeyFile;
import dev.challenger.secret.KeySetting;
import dev.challenger.secret.KeySource;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands {@code key …}. They work without the database. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Lists, adds and makes the keys from which TANs and codes are derived.")
final class KeyCommands {
    private final SettingsLoader loader;
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
        print(new JsonOption(), config, source -> {
            if (source instanceof KeyFile file) {
                return file.add(new Secrets());
            }
            throw new Refused("the keys are in the setting key: add what key generate prints there, after a comma");
        });
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Prints a new key for the setting key. Needs no settings.")
    void generate(
            @Option(
                            names = "--id",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "The id of the key, higher than that of all others. Default: 1.")
                    int id) {
        if (id < 1) {
            throw new ParameterException(spec.subcommands().get("generate"), "ids begin with 1");
        }
        console.out().println(KeySetting.fresh(id, new Secrets()));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the keys of the key file or the setting, one a line: id and fingerprint, with a tab"
                    + " between them. The last key is in use.")
    void list(@Mixin JsonOption format, @Mixin ConfigOption config) {
        print(format, config, source -> source instanceof KeyFile file ? file.read() : source.readIfThere());
    }

    /** A key as JSON. */
    private record Shown(int id, String fingerprint) {}

    @FunctionalInterface
    private interface Work {
        Keys on(KeySource source) throws IOException;
    }

    /** Prints fingerprints, by which nodes can be compared, and never keys. */
    private void print(JsonOption format, ConfigOption config, Work work) {
        KeySource source = config.load(loader).keys();
        try {
            format.print(
                    console.out(),
                    work.on(source).all(),
                    key -> key.id() + "\t" + key.fingerprint(),
                    key -> new Shown(key.id(), key.fingerprint()));
        } catch (IOException e) {
            throw new SettingsException("key.file: " + e.getMessage());
        }
    }
}
