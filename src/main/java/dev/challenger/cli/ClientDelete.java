package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.validation.Orders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a client and its validations.")
final class ClientDelete extends DatabaseCommand {
    @Parameters(paramLabel = "ID", description = "The client's id.")
    private long id;

    ClientDelete(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        challenger.get(Orders.class).delete(id);
        if (!challenger.clients().delete(id)) {
            throw new Refused("there is no client " + id);
        }
        console.err().println("client " + id + " is deleted");
    }
}
