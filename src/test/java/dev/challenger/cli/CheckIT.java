package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.settings.SettingsLoader;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code check}, where messages are no e-mail. */
class CheckIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource({"phone, PHONE", "postal, POST", "postal-ch, POST"})
    void theCommandOfTheTypeIsTriedAndNothingIsSent(String type, String command) {
        Outbox outbox = new Outbox(directory);
        environment.put("CHALLENGER_COMMAND_" + command, outbox.command());

        assertEquals(0, check(type), out.toString());
        assertTrue(out.toString().contains("command " + outbox.command() + ": ok"), out.toString());
        assertEquals(0, outbox.count());
    }

    @Test
    void aCommandOfAnotherTypeWillNotDo() {
        environment.put("CHALLENGER_COMMAND_EMAIL", new Outbox(directory).command());

        assertEquals(3, check("phone"));
    }

    private int check(String type) {
        environment.put("CHALLENGER_ADDRESS_TYPE", type);
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH");
        environment.put("CHALLENGER_HTTP_BASE_URL", "http://localhost:8080");
        environment.put("CHALLENGER_KEY_FILE", TestKeys.newFile());
        environment.put("CHALLENGER_DB_URL", database.jdbcUrl());
        environment.put("CHALLENGER_DB_USER", database.user());
        environment.put("CHALLENGER_DB_PASSWORD", database.password());
        SettingsLoader loader = new SettingsLoader(environment, name -> Optional.empty());
        PrintWriter writer = new PrintWriter(out, true);
        return new Cli(directory, loader, new Console(InputStream.nullInputStream(), writer, writer)).run("check");
    }
}
