package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.settings.SettingsLoader;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final String SOURCE = "standard input";

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
        AddressPolicy validated = challenger.policy().unrestricted();
        // Nodes of other address types may use the same database.
        Address address = read(text, validated);
        try (Progress progress = console.progress("Erasing the address")) {
            return challenger.erase(address);
        }
    }

    /** Reads an address of the type that this installation validates; failing that, one of another type. */
    private static Address read(AddressText text, AddressPolicy validated) {
        try {
            return text.address(validated, SOURCE);
        } catch (Refused refused) {
            return Stream.of(AddressType.values())
                    .filter(type -> type != validated.type())
                    .flatMap(type -> parse(text, validated.unrestricted(type)).stream())
                    .findFirst()
                    .orElseThrow(() -> refused);
        }
    }

    private static Optional<Address> parse(AddressText text, AddressPolicy policy) {
        try {
            return Optional.of(text.address(policy, SOURCE));
        } catch (Refused e) {
            return Optional.empty();
        }
    }
}
