package dev.challenger.cli;

import dev.challenger.client.ClientUpdate;
import dev.challenger.client.Clients;
import dev.challenger.client.Instances;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code client update}. At least one is required. */
final class ClientChanges {
    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "A URI to which people may be sent after a validation. Repeatable. Replaces all previous"
                    + " redirect URIs.")
    private @Nullable List<String> redirectUris;

    @Option(names = "--name", paramLabel = "TEXT", description = "The name shown to people on pages and in messages.")
    private @Nullable String name;

    @Option(
            names = "--require-pkce",
            negatable = true,
            description = "Refuses authorizations without an S256 code challenge, or allows them again.")
    private @Nullable Boolean requirePkce;

    @Option(
            names = "--direct",
            negatable = true,
            description = "Lets people begin at /authorize without an order of the client, as at other OAuth servers,"
                    + " or no longer.")
    private @Nullable Boolean direct;

    @Option(
            names = "--instance",
            paramLabel = "PATTERN",
            description = "An instance whose operations the client may have confirmed; * stands for any"
                    + " characters. Repeatable. Replaces all previous instances.")
    private @Nullable List<String> patterns;

    @Option(names = "--no-instances", description = "Removes all instances of the client.")
    private boolean noInstances;

    /** @throws IllegalArgumentException if a value is not allowed, with the reason */
    boolean apply(Clients clients, long id) {
        return clients.update(
                id,
                new ClientUpdate(
                        Optional.ofNullable(redirectUris),
                        Optional.ofNullable(name),
                        Optional.ofNullable(requirePkce),
                        Optional.ofNullable(direct),
                        instances()));
    }

    /** @throws IllegalArgumentException for a malformed pattern, or for both options of instances, with the reason */
    private Optional<Instances> instances() {
        if (noInstances && patterns != null) {
            throw new IllegalArgumentException("--instance and --no-instances exclude each other");
        }
        return noInstances
                ? Optional.of(Instances.NONE)
                : Optional.ofNullable(patterns).map(Instances::new);
    }
}
