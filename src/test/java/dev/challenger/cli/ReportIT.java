package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.World;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the command report prints the report or writes it to a file, and refuses periods that make no sense. */
class ReportIT {
    @AutoClose
    private static final World WORLD = World.with();

    private final CommandLine cli = new CommandLine(WORLD.installed());

    @TempDir
    Path directory;

    @Test
    void theReportIsPrintedOrWritten() throws Exception {
        assertEquals(0, cli.run("report"), cli.err());
        assertTrue(cli.out().contains("<h1>Challenger report</h1>"), cli.out());
        assertEquals("", cli.err());

        Path file = Files.writeString(directory.resolve("report.html"), "an older one");
        assertEquals(
                0, cli.run("report", "--from", "2026-01-01", "--to", "2026-01-31", "-o", file.toString()), cli.err());
        assertEquals("", cli.out());
        String written = Files.readString(file);
        assertTrue(written.contains("1 Jan 2026, 00:00, to 1 Feb 2026, 00:00 (UTC)"), written);
        assertTrue(written.endsWith("</html>\n"), written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--days 0",
                "--days 401",
                "--days week",
                "--to 2026-01-31",
                "--days 7 --from 2026-01-01",
                "--from 2026-01-02 --to 2026-01-01",
                "--from 2019-01-01 --to 2026-01-01",
                "--from 9999-12-31",
                "--from yesterday",
            })
    void aPeriodThatMakesNoSenseIsRefused(String options) {
        assertEquals(2, cli.run(("report " + options).split(" ")));

        assertTrue(cli.err().contains("--"), cli.err());
        assertEquals("", cli.out());
    }

    @Test
    void aFileThatCannotBeWrittenIsReported() {
        assertEquals(1, cli.run("report", "-o", directory.toString()));

        assertTrue(cli.err().startsWith("challenger: the file cannot be written: "), cli.err());
    }
}
