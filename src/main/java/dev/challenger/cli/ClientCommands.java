package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.Client;
import dev.challenger.client.ClientSecret;
import dev.challenger.client.ClientUpdate;
import dev.challenger.client.Clients;
import dev.challenger.client.Clients.Entry;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.settings.SettingsLoader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
        config.withClients(loader, clients -> {
            Optional<ClientSecret> chosen = secret.chosen(console.in());
            Registration registration = orRefuse(() -> client.register(clients, chosen));
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
            description = "Lists the clients, one a line, with tabs between the columns: id, redirect URI,"
                    + " name, number of valid secrets, pkce if the client must use PKCE, and"
                    + " instances= with the patterns of its instances if it has any.")
    void list(@Mixin JsonOption format, @Mixin ConfigOption config) {
        config.withClients(
                loader, clients -> format.print(console.out(), clients.list(), ClientCommands::line, Shown::of));
    }

    private static String line(Entry entry) {
        Client client = entry.client();
        return client.id() + "\t" + client.redirectUri() + "\t" + client.name() + "\t" + entry.secrets()
                + (client.requirePkce() ? "\tpkce" : "")
                + (entry.instances().patterns().isEmpty() ? "" : "\tinstances=" + entry.instances());
    }

    /** A client as JSON. */
    private record Shown(
            long id, String redirectUri, String name, int secrets, boolean requirePkce, List<String> instances) {
        private static Shown of(Entry entry) {
            Client client = entry.client();
            return new Shown(
                    client.id(),
                    client.redirectUri(),
                    client.name(),
                    entry.secrets(),
                    client.requirePkce(),
                    entry.instances().patterns());
        }
    }

    /** The options of {@code client update}. At least one is required. */
    static final class Changes {
        @Option(
                names = "--redirect-uri",
                paramLabel = "URI",
                description = "The URI to which people are sent after a validation.")
        private @Nullable String redirectUri;

        @Option(
                names = "--name",
                paramLabel = "TEXT",
                description = "The name shown to people on pages and in messages.")
        private @Nullable String name;

        @Option(
                names = "--require-pkce",
                negatable = true,
                description = "Refuses authorizations without an S256 code challenge, or allows them again.")
        private @Nullable Boolean requirePkce;

        @Option(
                names = "--instance",
                paramLabel = "PATTERN",
                description = "An instance whose operations the client may have confirmed; * stands for any"
                        + " characters. Repeatable. Replaces all previous instances.")
        private @Nullable List<String> patterns;

        @Option(names = "--no-instances", description = "Removes all instances of the client.")
        private boolean noInstances;

        private boolean apply(Clients clients, long id) {
            return clients.update(
                    id,
                    new ClientUpdate(
                            Optional.ofNullable(redirectUri),
                            Optional.ofNullable(name),
                            Optional.ofNullable(requirePkce),
                            instances()));
        }

        /** @throws IllegalArgumentException for a malformed pattern, or for both options of instances, with the reason */
        private Optional<Instances> instances() {
            if (noInstances && patterns != null) {
                throw new IllegalArgumentException("there is --instance and --no-instances");
            }
            return noInstances
                    ? Optional.of(Instances.NONE)
                    : Optional.ofNullable(patterns).map(Instances::new);
        }
    }

    @Command(
            name = "update",
            mixinStandardHelpOptions = true,
            description = "Changes the given properties of a client.")
    void update(
            @ArgGroup(exclusive = false, multiplicity = "1") Changes changes,
            @Parameters(index = "0", paramLabel = "ID", description = "The client's id.") long id,
            @Mixin ConfigOption config) {
        config.withClients(loader, clients -> {
            requireClient(orRefuse(() -> changes.apply(clients, id)), id);
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
        config.withClients(loader, clients -> {
            Optional<ClientSecret> chosen = secret.chosen(console.in());
            ClientSecret newest = orRefuse(() -> clients.rotateSecret(id, chosen));
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
        config.withClients(loader, clients -> {
            if (!clients.dropOldSecret(id)) {
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
            challenger.orders().delete(id);
            requireClient(challenger.clients().delete(id), id);
            console.err().println("client " + id + " is deleted");
        }
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
