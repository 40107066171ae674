package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.ClientSecret;
import dev.challenger.client.Clients.Registration;
import dev.challenger.db.Steps;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsLoader;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands {@code client …}. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = "Registers, lists, changes and deletes clients.")
final class ClientCommands {
    private final SettingsLoader loader;
    private final Console console;

    ClientCommands(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Registers a client and prints its id. Without --secret-file, generates a secret"
                    + " and prints it once, since only its hash is stored.")
    void add(
            @Mixin NewClient client,
            @Mixin SecretOption secret,
            @Option(names = "--quiet", description = "Prints only the id.") boolean quiet,
            @Mixin ConfigOption config) {
        config.withClients(loader, registry -> {
            Optional<ClientSecret> chosen = secret.chosen(console.in());
            Registration registration = orRefuse(() -> client.register(registry.clients(), chosen));
            console.out().println((quiet ? "" : "id: ") + registration.id());
            if (chosen.isEmpty() && quiet) {
                console.err()
                        .println("challenger: --quiet without --secret-file: nobody learns the secret of this client");
            } else if (chosen.isEmpty()) {
                console.out().println("secret: " + registration.secret().text());
            }
        });
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the clients, one a line, with tabs between the columns: id, redirect URIs with"
                    + " blanks between them, name, number of valid secrets, number of open validations, number of"
                    + " validations solved in the last 24 hours or ? if that is unknown, pkce if the client must use PKCE, direct if people may begin"
                    + " at /authorize, instances= with the patterns of its instances if it has any,"
                    + " and settings if it is declared in the settings.")
    void list(@Mixin JsonOption format, @Mixin ConfigOption config) {
        config.withClients(
                loader,
                registry -> format.print(
                        console.out(), ListedClient.all(registry), ListedClient::line, ListedClient::shown));
    }

    @Command(
            name = "hash-secret",
            mixinStandardHelpOptions = true,
            description = "Prints the hash of a secret, for client.ID.secret-hash. Without --secret-file, generates the"
                    + " secret and prints it too. Needs no settings.")
    void hashSecret(@Mixin SecretOption secret) {
        Optional<ClientSecret> chosen = secret.chosen(console.in());
        ClientSecret hashed = chosen.orElseGet(() -> ClientSecret.of(new Secrets().fresh()));
        if (chosen.isEmpty()) {
            console.out().println("secret: " + hashed.text());
        }
        console.out()
                .println((chosen.isEmpty() ? "hash: " : "")
                        + HexFormat.of().formatHex(hashed.hash().bytes()));
    }

    @Command(
            name = "update",
            mixinStandardHelpOptions = true,
            description = "Changes the given properties of a client.")
    void update(
            @ArgGroup(exclusive = false, multiplicity = "1") ClientChanges changes,
            @Parameters(index = "0", paramLabel = "ID", description = "The client's id.") long id,
            @Mixin ConfigOption config) {
        config.withClients(loader, registry -> {
            requireClient(orRefuse(() -> changes.apply(registry.clients(), id)), id);
            console.err().println("client " + id + " is changed");
        });
    }

    @Command(
            name = "rotate-secret",
            mixinStandardHelpOptions = true,
            description = "Gives a client a new secret. Without --secret-file, generates the secret and"
                    + " prints it once. The previous secret stays valid until the next rotation"
                    + " or drop-old-secret.")
    void rotateSecret(
            @Mixin SecretOption secret,
            @Option(names = "--quiet", description = "Prints only the secret.") boolean quiet,
            @Parameters(index = "0", paramLabel = "ID", description = "The client's id.") long id,
            @Mixin ConfigOption config) {
        config.withClients(loader, registry -> {
            Optional<ClientSecret> chosen = secret.chosen(console.in());
            ClientSecret newest = orRefuse(() -> registry.clients().rotateSecret(id, chosen));
            if (chosen.isEmpty()) {
                console.out().println((quiet ? "" : "secret: ") + newest.text());
            }
            if (!quiet) {
                console.err().println("the previous secret stays valid until you run client drop-old-secret " + id);
            }
        });
    }

    @Command(
            name = "drop-old-secret",
            mixinStandardHelpOptions = true,
            description = "Revokes the secret that a client had before the last rotation.")
    void dropOldSecret(
            @Parameters(index = "0", paramLabel = "ID", description = "The client's id.") long id,
            @Mixin ConfigOption config) {
        config.withClients(loader, registry -> {
            if (!orRefuse(() -> registry.clients().dropOldSecret(id))) {
                throw new Refused("there is no client " + id + " with two secrets");
            }
            console.err().println("the old secret of client " + id + " is no longer valid");
        });
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a client and its validations.")
    void delete(
            @Parameters(index = "0", paramLabel = "ID", description = "The client's id.") long id,
            @Mixin ConfigOption config) {
        try (Challenger challenger = config.open(loader)) {
            orRefuse(() -> delete(challenger, id));
            console.err().println("client " + id + " is deleted");
        }
    }

    private boolean delete(Challenger challenger, long id) {
        challenger.clients().requireNotDeclared(id);
        try (Progress progress = console.progress("Deleting validations")) {
            challenger.orders().delete(id, progress);
        }
        requireClient(challenger.clients().delete(id), id);
        // Those that were ordered while the client was being deleted.
        challenger.orders().delete(id, Steps.UNWATCHED);
        return true;
    }

    private static void requireClient(boolean found, long id) {
        if (!found) {
            throw new Refused("there is no client " + id);
        }
    }

    private static <T> T orRefuse(Supplier<T> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }
}
