package dev.challenger.cli;

import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "add",
        description =
                "Adds a fresh key to the key file and lists all; what older keys made stays good. Give every node the"
                        + " file, then restart one after the other.")
final class KeyAdd extends KeyCommand {
    KeyAdd(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    Keys run(KeyFile file) throws IOException {
        return file.add(new Secrets());
    }
}
