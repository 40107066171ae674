package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.Client;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the clients: id, redirect URI and name, with tabs between them.")
final class ClientList extends DatabaseCommand {
    ClientList(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        for (Client client : challenger.clients().list()) {
            console.out().println(client.id() + "\t" + client.redirectUri() + "\t" + client.name());
        }
    }
}
