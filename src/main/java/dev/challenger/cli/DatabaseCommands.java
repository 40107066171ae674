package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands {@code db …}. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Brings the tables of the database up to date.")
final class DatabaseCommands {
    private final SettingsLoader loader;
    private final Console console;

    DatabaseCommands(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            description = "Brings the tables up to date. Every start of the service does the same.")
    void migrate(@Mixin ConfigOption config) {
        // Opening brings the tables up to date.
        try (Progress progress = console.progress("Bringing the tables up to date");
                Challenger challenger = config.open(loader)) {
            progress.close();
            console.err().println("the tables are up to date");
        }
    }
}
