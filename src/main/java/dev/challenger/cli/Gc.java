package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;

@Command(
        name = "gc",
        description = "Deletes and erases what is due, as the running service does too, and prints how many rows.")
final class Gc extends DatabaseCommand {
    Gc(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        console.out().println(challenger.housekeeping().purge());
    }
}
