package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;

@Command(name = "migrate", description = "Brings the tables up to date, as every start of the service does too.")
final class DbMigrate extends DatabaseCommand {
    DbMigrate(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    /** Whoever opens it has the tables up to date. */
    @Override
    void run(Challenger challenger, Console console) {
        console.err().println("the tables are up to date");
    }
}
