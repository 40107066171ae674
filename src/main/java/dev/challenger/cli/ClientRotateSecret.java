package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.ClientSecret;
import dev.challenger.client.Clients;
import dev.challenger.settings.SettingsLoader;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate-secret",
        description =
                "Gives a client another secret, printed once if it was made here. The one before stays valid until"
                        + " the next rotation or drop-old-secret.")
final class ClientRotateSecret extends DatabaseCommand {
    @Parameters(paramLabel = "ID", description = "The client's id.")
    private long id;

    @Mixin
    private final SecretOption secret = new SecretOption();

    @Option(names = "--quiet", description = "Prints the secret alone.")
    private boolean quiet;

    ClientRotateSecret(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        Optional<ClientSecret> chosen = secret.chosen(console);
        ClientSecret newest = rotate(challenger.clients(), chosen);
        if (chosen.isEmpty()) {
            console.out().println((quiet ? "" : "secret: ") + newest.text());
        }
        if (!quiet) {
            console.err().println("the secret before stays valid; client drop-old-secret " + id + " ends it");
        }
    }

    private ClientSecret rotate(Clients clients, Optional<ClientSecret> chosen) {
        try {
            return clients.rotateSecret(id, chosen);
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }
}
