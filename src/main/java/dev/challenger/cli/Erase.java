package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.taler.Problem;
import dev.challenger.validation.Erasure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "erase",
        description =
                "Erases one address, read from standard input, wherever it is, and prints how many validations had it.")
final class Erase extends DatabaseCommand {
    /** There is no other way, so that no list of processes and no history of a shell ever has an address. */
    @Option(
            names = "--address-stdin",
            required = true,
            description = "Reads the address from standard input: as typed, or as the JSON object of its fields.")
    private boolean addressStdin;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Erase(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        AddressText text = AddressText.read(console.in());
        if (!addressStdin || text.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no address on standard input");
        }
        Address address = address(text, challenger.get(AddressPolicy.class).unrestricted());
        console.out().println(challenger.get(Erasure.class).erase(address));
    }

    /** Without what was read: an address is not repeated. */
    private static Address address(AddressText text, AddressPolicy policy) {
        try {
            return policy.parse(text.fields(policy.type()));
        } catch (Problem e) {
            String why = e.detail()
                    .map(field -> field + " is missing or malformed")
                    .orElse(e.code().hint());
            throw new Refused("standard input is not an address of type " + policy.type() + ": " + why);
        }
    }
}
