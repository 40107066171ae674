package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that {@code check} tries the helper commands of phones and letters. */
class CheckIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path directory;

    private final CommandLine cli = new CommandLine(database.settings());

    @ParameterizedTest
    @CsvSource({"phone, phone", "postal, post", "postal-ch, post"})
    void theCommandOfTheTypeIsTriedAndNothingIsSent(String type, String command) {
        Outbox outbox = new Outbox(directory);
        cli.settings.put("command." + command, outbox.command());

        assertEquals(0, check(type), cli.out());
        assertTrue(cli.out().contains("command " + outbox.command() + ": ok"), cli.out());
        assertEquals(0, outbox.count());
    }

    @Test
    void aCommandForAnotherTypeIsNotEnough() {
        cli.settings.put("command.email", new Outbox(directory).command());

        assertEquals(3, check("phone"));
    }

    private int check(String type) {
        cli.settings.put("address.type", type);
        cli.settings.put("phone.countries", "CH");
        cli.settings.put("http.base-url", "http://localhost:8080");
        cli.settings.put("key.file", TestKeys.newFile());
        return cli.run("check");
    }
}
