package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.Instances;
import dev.challenger.settings.SettingsLoader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "update", description = "Changes what is given of a client.")
final class ClientUpdate extends DatabaseCommand {
    @Parameters(paramLabel = "ID", description = "The client's id.")
    private long id;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private final Changes changes = new Changes();

    /** At least one of them. */
    static final class Changes {
        @Option(names = "--name", paramLabel = "TEXT", description = "Who people are told asks them.")
        private @Nullable String name;

        @Option(
                names = "--require-pkce",
                negatable = true,
                description = "Whether authorizations without an S256 challenge are refused.")
        private @Nullable Boolean requirePkce;

        @Option(
                names = "--instance",
                paramLabel = "PATTERN",
                description =
                        "Instead of those before, an instance whose operations it may have confirmed; to be repeated.")
        private @Nullable List<String> patterns;

        @Option(names = "--no-instances", description = "Takes all instances from it.")
        private boolean noInstances;

        /** @throws IllegalArgumentException for a pattern that will not do, or for none and some, saying why */
        Optional<Instances> instances() {
            if (noInstances && patterns != null) {
                throw new IllegalArgumentException("there is --instance and --no-instances");
            }
            return noInstances
                    ? Optional.of(Instances.NONE)
                    : Optional.ofNullable(patterns).map(Instances::new);
        }
    }

    ClientUpdate(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        if (!update(challenger)) {
            throw new Refused("there is no client " + id);
        }
        console.err().println("client " + id + " is changed");
    }

    private boolean update(Challenger challenger) {
        try {
            return challenger
                    .clients()
                    .update(
                            id,
                            Optional.ofNullable(changes.name),
                            Optional.ofNullable(changes.requirePkce),
                            changes.instances());
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }
}
