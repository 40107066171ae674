package dev.challenger.cli;

import dev.challenger.client.ClientSecret;
import dev.challenger.client.Clients;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import java.net.URI;
import java.net.URISyntaxException;
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
            description = "The URI to which people are sent after a validation.")
    private String redirectUri = "";

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description =
                    "The name shown to people on pages and in messages. Default: the host of the" + " redirect URI.")
    private @Nullable String name;

    @Option(names = "--require-pkce", description = "Refuses authorizations without an S256 code challenge.")
    private boolean requirePkce;

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
     * @throws IllegalArgumentException if the redirect URI, the name or a pattern is not allowed, with the reason
     */
    Registration register(Clients clients, Optional<ClientSecret> chosen) {
        return clients.add(redirectUri, name == null ? host() : name, requirePkce, new Instances(patterns), chosen);
    }

    /** Returns the host of the redirect URI, or the scheme of a URI without a host, as apps register. */
    private String host() {
        try {
            URI uri = new URI(redirectUri);
            return Optional.ofNullable(uri.getHost()).orElse(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return redirectUri;
        }
    }
}
