package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    @Test
    void faultsOfTheBrandAreReportedTogetherWithFileAndLine() throws IOException {
        cli.settings.put("command.email", new Outbox(directory).command());
        Path own = Files.createDirectories(directory.resolve("own"));
        Files.writeString(own.resolve("texts.properties"), "\ntan.titel = Code");
        cli.settings.put("brand.directory", own.toString());
        cli.settings.put("brand.accent", "#ffff00");
        cli.settings.put("brand.logo", "nowhere.svg");

        assertEquals(3, check("email"));
        assertTrue(cli.err().contains("texts.properties, line 2: tan.titel is no key of our texts"), cli.err());
        assertTrue(cli.err().contains("has a contrast of 1.07:1 to white"), cli.err());
        assertTrue(
                cli.err().contains("brand.logo (environment CHALLENGER_BRAND_LOGO) is no file: nowhere.svg"),
                cli.err());
    }

    @Test
    void pagesOfTheOperatorAreTriedOut() throws IOException {
        cli.settings.put("command.email", new Outbox(directory).command());
        Path own = Files.createDirectories(directory.resolve("own").resolve("pages"));
        Path page = Files.writeString(own.resolve("tan.ftlh"), "<p>\n${page.codes.reference}");
        cli.settings.put("brand.directory", directory.resolve("own").toString());

        assertEquals(3, check("email"));
        assertTrue(cli.err().contains("brand.directory pages/tan.ftlh, line 2: "), cli.err());
        assertEquals(3, cli.run("serve"));

        Files.copy(Path.of("webapp/WEB-INF/pages/tan.ftlh"), page, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(0, check("email"), cli.err());
    }

    @Test
    void directoryOfAnUnknownClientIsMentioned() throws IOException {
        cli.settings.put("command.email", new Outbox(directory).command());
        Path own = Files.createDirectories(
                directory.resolve("own").resolve("clients").resolve("4711"));
        Files.writeString(own.resolve("texts.properties"), "tan.title = Code");
        cli.settings.put("brand.directory", directory.resolve("own").toString());

        assertEquals(0, check("email"), cli.err());
        assertTrue(cli.out().contains("brand.directory: there is no client for clients/4711"), cli.out());
    }

    private int check(String type) {
        cli.settings.put("address.type", type);
        cli.settings.put("phone.countries", "CH");
        cli.settings.put("http.base-url", "http://localhost:8080");
        cli.settings.put("key.file", TestKeys.newFile());
        return cli.run("check");
    }
}
