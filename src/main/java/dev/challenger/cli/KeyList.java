package dev.challenger.cli;

import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the keys of the key file: id and fingerprint, the last one is in use.")
final class KeyList extends KeyCommand {
    KeyList(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    Keys run(KeyFile file) throws IOException {
        return file.read();
    }
}
