package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.address.Address;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = "Erases one address, read from standard input, from all validations and TAN"
                + " challenges, and prints the number of those that had it.")
final class Erase implements Runnable {
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    /** Addresses are read from standard input only, so that they never appear in a process list or a shell history. */
    @Option(
            names = "--address-stdin",
            required = true,
            description =
                    "Reads the address from standard input, as people type it or as a JSON object of" + " its fields.")
    private boolean addressStdin;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Erase(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Override
    public void run() {
        try (Challenger challenger = config.open(loader)) {
            console.out().println(erase(challenger));
        }
    }

    private int erase(Challenger challenger) {
        AddressText text = AddressText.read(console.in());
        if (!addressStdin || text.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no address on standard input");
        }
        Address address = text.address(challenger.policy());
        try (Progress progress = console.progress("Erasing the address")) {
            return challenger.erase(address, progress);
        }
    }
}
