package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "drop-old-secret", description = "Ends the secret that a client had before the last rotation.")
final class ClientDropOldSecret extends DatabaseCommand {
    @Parameters(paramLabel = "ID", description = "The client's id.")
    private long id;

    ClientDropOldSecret(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        if (!challenger.clients().dropOldSecret(id)) {
            throw new Refused("there is no client " + id + " with two secrets");
        }
        console.err().println("the old secret of client " + id + " is no longer valid");
    }
}
