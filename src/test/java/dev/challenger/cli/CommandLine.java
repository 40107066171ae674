package dev.challenger.cli;

import dev.challenger.testing.TestSettings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The command line as an operator uses it, with the settings of a test in its environment. Keeps what the last command printed. */
final class CommandLine {
    /** The settings by key. A test may change them between two commands. */
    final Map<String, String> settings;

    private final Path webapp;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    CommandLine(Map<String, String> settings) {
        this(settings, Path.of("webapp"));
    }

    CommandLine(Map<String, String> settings, Path webapp) {
        this.settings = new HashMap<>(settings);
        this.webapp = webapp;
    }

    /** Runs a command that finds nothing on its standard input, and returns its exit status. */
    int run(String... args) {
        return runWithInput("", args);
    }

    /** Runs a command, and returns its exit status. */
    int runWithInput(String input, String... args) {
        out = new StringWriter();
        return run(new PrintWriter(out, true), input, args);
    }

    /** Runs a command that prints to this writer, and returns its exit status. */
    int run(PrintWriter printed, String input, String... args) {
        err = new StringWriter();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        Console console = new Console(in, printed, new PrintWriter(err, true), () -> false);
        return new Cli(webapp.toUri(), TestSettings.loader(settings), console).run(args);
    }

    /** Returns the standard output of the last command. */
    String out() {
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    /** Returns the standard error of the last command. */
    String err() {
        return err.toString().replace(System.lineSeparator(), "\n");
    }
}
