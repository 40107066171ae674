package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.Housekeeping;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        description = "Deletes expired rows, erases addresses whose retention has ended, and prints"
                + " the number of rows. A running service does the same every minute.")
final class Gc implements Runnable {
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    Gc(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Override
    public void run() {
        try (Challenger challenger = config.open(loader)) {
            console.out().println(purge(challenger.housekeeping()));
        }
    }

    private int purge(Housekeeping housekeeping) {
        try (Progress progress = console.progress("Deleting and erasing")) {
            return housekeeping.purge(progress);
        }
    }
}
