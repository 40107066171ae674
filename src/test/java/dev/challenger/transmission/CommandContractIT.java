package dev.challenger.transmission;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the conformance suite against a helper command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts")
class CommandContractIT extends NodeContract {
    @TempDir
    private Path directory;

    @BeforeEach
    final void installTheCommand() throws Exception {
        ((CommandSide) other).install(directory);
    }

    @Override
    OtherSide otherSide() {
        return new CommandSide();
    }
}
