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
            description = "Where people are sent when they are done.")
    private String redirectUri = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "Who people are told asks them; else the URI's host.")
    private @Nullable String name;

    @Option(names = "--require-pkce", description = "Refuses authorizations without an S256 challenge.")
    private boolean requirePkce;

    @Option(
            names = "--instance",
            paramLabel = "PATTERN",
            description =
                    "An instance whose operations it may have confirmed, * standing for any characters; to be repeated.")
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
