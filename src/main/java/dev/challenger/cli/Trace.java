package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.address.Address;
import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.trace.TimeLine;
import dev.challenger.trace.TimeLine.Kind;
import dev.challenger.trace.TimeLineText;
import dev.challenger.trace.TimeLines;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code trace}: tells what became of the messages to an address. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Prints what happened to an address, in all validations and TAN challenges that exist now, the"
                + " newest last: who ordered it, which messages were handed over and what the other side answered,"
                + " refusals, entries, and what the client fetched.")
final class Trace implements Callable<Integer> {
    private final SettingsLoader loader;
    private final Console console;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of the output, such as Europe/Zurich. Default: that of this machine.")
    private ZoneId zone = ZoneId.systemDefault();

    @Mixin
    private final JsonOption format = new JsonOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Trace(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    /** Exactly one of these is given. */
    static final class Target {
        @Option(
                names = "--address-stdin",
                description =
                        "Reads the address from standard input, as people type it or as a JSON object of its fields.")
        private boolean addressStdin;

        @Option(names = "--validation", paramLabel = "N", description = "The number of a validation in the audit log.")
        private @Nullable Long validation;

        @Option(
                names = "--challenge",
                paramLabel = "N",
                description = "The number of a TAN challenge: its id up to the dash. The rest is a secret.")
        private @Nullable Long challenge;

        private Optional<TimeLine> numbered(TimeLines lines) {
            Kind kind = challenge == null ? Kind.VALIDATION : Kind.CHALLENGE;
            Long number = challenge == null ? validation : challenge;
            return Optional.ofNullable(number).flatMap(id -> lines.find(kind, id));
        }
    }

    @Override
    public Integer call() {
        try (Challenger challenger = config.open(loader)) {
            TimeLines lines = challenger.insight().timeLines();
            if (!target.addressStdin) {
                return print(challenger, target.numbered(lines).stream().toList(), "there is none with this number");
            }
            Address address = address(challenger);
            return print(
                    challenger,
                    lines.of(address),
                    "no validation and no TAN challenge has this address now; in the audit log it has the "
                            + TimeLineText.marks(lines.marks(address)));
        }
    }

    private Address address(Challenger challenger) {
        AddressText text = AddressText.read(console.in());
        if (text.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no address on standard input");
        }
        return text.address(challenger.policy());
    }

    private int print(Challenger challenger, List<TimeLine> found, String nothing) {
        Map<Long, String> clients = challenger.clients().list().stream()
                .map(Clients.Entry::client)
                .collect(Collectors.toMap(Client::id, Client::name));
        TimeLineText text = new TimeLineText(zone, challenger.clock().instant(), clients);
        format.print(console.out(), found, line -> text.of(line) + System.lineSeparator(), TimeLineJson::of);
        if (found.isEmpty()) {
            console.err().println("challenger: " + nothing);
            return Exit.NOTHING_FOUND.status();
        }
        if (!format.isJson()) {
            console.err().println("challenger: times are those of " + zone);
        }
        return Exit.OK.status();
    }
}
