package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.ClientSecret;
import dev.challenger.client.Clients;
import dev.challenger.client.Clients.Registration;
import dev.challenger.settings.SettingsLoader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "add",
        description =
                "Registers a client. Prints its id, and its secret if it was made here: once, since it is not stored.")
final class ClientAdd extends DatabaseCommand {
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

    @Mixin
    private final InstanceOption instances = new InstanceOption();

    @Mixin
    private final SecretOption secret = new SecretOption();

    @Option(names = "--quiet", description = "Prints the id alone.")
    private boolean quiet;

    ClientAdd(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        Optional<ClientSecret> chosen = secret.chosen(console);
        Registration registration = add(challenger.clients(), chosen);
        console.out().println((quiet ? "" : "id: ") + registration.id());
        if (chosen.isPresent()) {
            return;
        }
        if (quiet) {
            console.err().println("challenger: --quiet without --secret-file: nobody learns the secret of this client");
        } else {
            console.out().println("secret: " + registration.secret().text());
        }
    }

    private Registration add(Clients clients, Optional<ClientSecret> chosen) {
        try {
            return clients.add(redirectUri, name == null ? host() : name, requirePkce, instances.instances(), chosen);
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    /** For private-use URIs of apps, which have no host, the scheme. */
    private String host() {
        try {
            URI uri = new URI(redirectUri);
            return Optional.ofNullable(uri.getHost()).orElse(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return redirectUri;
        }
    }
}
