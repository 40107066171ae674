package dev.challenger.cli;

import dev.challenger.secret.Key;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.settings.SettingsException;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works on the key file, without the database. */
abstract class KeyCommand implements Callable<Integer> {
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    KeyCommand(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    abstract Keys run(KeyFile file) throws IOException;

    /** Prints the keys there are then, by what nodes can be compared by: their fingerprints. */
    @Override
    public final Integer call() {
        KeyFile file = new KeyFile(config.load(loader).keyFileOrDefault());
        try {
            for (Key key : run(file).all()) {
                console.out().println(key.id() + "\t" + key.fingerprint());
            }
        } catch (IOException e) {
            throw new SettingsException("key.file: " + e.getMessage());
        }
        return Exit.OK.status();
    }
}
