package dev.challenger.cli;

import dev.challenger.client.Client;
import dev.challenger.client.ClientSecret;
import dev.challenger.client.Clients;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code client add} that describe the client. */
final class NewClient {
    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            required = true,
            description = "A URI to which people may be sent after a validation. Repeatable.")
    private List<String> redirectUris = List.of();

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description = "The name shown to people on pages and in messages. Default: the host of the first"
                    + " redirect URI.")
    private @Nullable String name;

    @Option(names = "--require-pkce", description = "Refuses authorizations without an S256 code challenge.")
    private boolean requirePkce;

    @Option(
            names = "--direct",
            description = "Lets people begin at /authorize without an order of the client, as at other OAuth servers.")
    private boolean direct;

    @Option(
            names = "--instance",
            paramLabel = "PATTERN",
            description = "An instance whose operations the client may have confirmed; * stands for any"
                    + " characters. Repeatable.")
    private List<String> patterns = List.of();

    /**
     * Registers the client.
     *
     * @param chosen the secret that the operator chose; empty for a fresh one
     * @throws IllegalArgumentException if a redirect URI, the name or a pattern is not allowed, with the reason
     */
    Registration register(Clients clients, Optional<ClientSecret> chosen) {
        String shown = name == null ? Client.nameFor(redirectUris.get(0)) : name;
        Client client =
                Client.fresh(shown, redirectUris).requiringPkce(requirePkce).startingDirectly(direct);
        return clients.add(client, new Instances(patterns), chosen);
    }
}
