package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.client.Client;
import dev.challenger.client.Clients.Entry;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description =
                "Lists the clients: id, redirect URI, name, number of valid secrets, pkce where it is required, and after"
                        + " instances= the patterns of its instances if it has any, with tabs between them.")
final class ClientList extends DatabaseCommand {
    ClientList(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        for (Entry entry : challenger.clients().list()) {
            Client client = entry.client();
            console.out()
                    .println(client.id() + "\t" + client.redirectUri() + "\t" + client.name() + "\t" + entry.secrets()
                            + (client.requirePkce() ? "\tpkce" : "")
                            + (entry.instances().patterns().isEmpty() ? "" : "\tinstances=" + entry.instances()));
        }
    }
}
