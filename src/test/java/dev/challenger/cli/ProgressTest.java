package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks that progress is shown on a terminal, and leaves nothing on it. */
class ProgressTest {
    /** Begins the command of util-linux that runs a program at a terminal of its own. */
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private final StringWriter printed = new StringWriter();

    @Test
    void theLineHasTheWorkAndTheRowsAndDisappearsAtTheEnd() {
        try (Progress progress = new Progress(new PrintWriter(printed), "Deleting", true)) {
            progress.done(1200, 0);
            progress.show();
            assertTrue(printed.toString().matches("\\rDeleting: 1200, \\d s"), printed.toString());
            printed.getBuffer().setLength(0);
        }
        assertEquals("\r" + " ".repeat("Deleting: 1200, 0 s".length()) + "\r", printed.toString());
    }

    @Test
    void theLineHasTheNumberOfAllStepsIfItIsKnown() {
        try (Progress progress = new Progress(new PrintWriter(printed), "Erasing", true)) {
            progress.done(0, 0);
            progress.show();
            progress.done(0, 12);
            progress.show();
            progress.done(3, 12);
            progress.show();
        }
        assertTrue(
                printed.toString()
                        .matches("\\rErasing, \\d s\\rErasing: 0 of 12, \\d s\\rErasing: 3 of 12, \\d s\\r +\\r"),
                printed.toString());
    }

    @Test
    void workWithoutALineLeavesNothing() {
        new Progress(new PrintWriter(printed), "Deleting", true).close();

        assertEquals("", printed.toString());
    }

    @Test
    void standardErrorIsATerminalOrAPipe() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "there is no " + SCRIPT);
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp '" + origin(Progress.class)
                + File.pathSeparator + origin(Probe.class) + "' '" + Probe.class.getName() + "'";

        assertEquals("true", run(SCRIPT.toString(), "-qec", java, "/dev/null"));
        assertEquals("false", run("sh", "-c", java));
    }

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Prints whether its standard error is a terminal. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            System.out.println(Progress.isTerminal());
        }
    }
}
