package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works on the database. */
abstract class DatabaseCommand implements Callable<Integer> {
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    DatabaseCommand(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    /** @throws Refused if it cannot be done */
    abstract void run(Challenger challenger, Console console);

    @Override
    public final Integer call() throws Exception {
        try (Challenger challenger = Challenger.open(config.load(loader))) {
            run(challenger, console);
        }
        return Exit.OK.status();
    }
}
