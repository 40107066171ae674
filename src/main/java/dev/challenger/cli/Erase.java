package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.wire.Problem;
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
        description =
                "Erases one address, read from standard input, wherever it is, and prints how many validations and TAN"
                        + " challenges had it.")
final class Erase implements Runnable {
    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    /** There is no other way, so that no list of processes and no history of a shell ever has an address. */
    @Option(
            names = "--address-stdin",
            required = true,
            description = "Reads the address from standard input: as typed, or as the JSON object of its fields.")
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
        Optional<AddressPolicy> other = isOf(validated, text) ? Optional.empty() : challenged(validated, text);
        AddressPolicy policy = other.orElse(validated);
        Address address = address(text, policy);
        int challenges = challenger.challengeErasure().erase(address.normalised());
        int validations = other.isPresent() ? 0 : challenger.erasure().erase(address);
        return challenges + validations;
    }

    /** TAN challenges go to mail addresses and phones whatever is validated. */
    private static Optional<AddressPolicy> challenged(AddressPolicy validated, AddressText text) {
        return Stream.of(AddressType.EMAIL, AddressType.PHONE)
                .map(validated::unrestricted)
                .filter(policy -> isOf(policy, text))
                .findFirst();
    }

    private static boolean isOf(AddressPolicy policy, AddressText text) {
        try {
            policy.parse(text.fields(policy.type()));
            return true;
        } catch (Problem | Refused e) {
            return false;
        }
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
