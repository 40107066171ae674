package dev.challenger.transmission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One run of a command. It is started directly, without a shell. */
final class CommandRun {
    private static final int PAUSE_MILLIS = 20;
    private static final String OUR_VARIABLES = "CHALLENGER_";

    private final Process process;
    private final ProcessTree tree;
    private final CommandOutput output;

    private CommandRun(Process process, String mark) {
        this.process = process;
        this.tree = new ProcessTree(process.toHandle(), mark);
        this.output = new CommandOutput(process.getInputStream());
    }

    /** @throws IOException if the command does not exist or is not executable; the message names only the command */
    static CommandRun start(Path command, String argument) throws IOException {
        String mark = UUID.randomUUID().toString();
        Path absolute = command.toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(absolute.toString(), argument);
        builder.directory(absolute.getRoot().toFile());
        builder.redirectErrorStream(true);
        // These variables are our settings, which include passwords.
        builder.environment().keySet().removeIf(name -> name.startsWith(OUR_VARIABLES));
        builder.environment().put(ProcessTree.VARIABLE, mark);
        return new CommandRun(builder.start(), mark);
    }

    /**
     * Writes the input to the command and waits until it ends. If it takes longer than the limit, or if the waiting thread is
     * interrupted, the command and its child processes are killed. Child processes of a command that ends in time are left
     * running.
     *
     * @return the exit status; empty if the command was killed
     */
    OptionalInt await(byte[] input, Duration limit) throws InterruptedException {
        boolean ended = false;
        try {
            feed(input);
            ended = waitUntil(System.nanoTime() + limit.toNanos());
        } finally {
            if (!ended) {
                tree.kill();
            }
        }
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** Writes in a separate thread, since a command that does not read its input would block us once the pipe is full. */
    private void feed(byte[] input) {
        Thread feeder = new Thread(() -> write(input), "challenger-command");
        feeder.setDaemon(true);
        feeder.start();
    }

    private void write(byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // The command may close its input without reading it: only the exit status counts.
        }
    }

    private boolean waitUntil(long end) throws InterruptedException {
        boolean ended = false;
        while (!ended && System.nanoTime() - end < 0) {
            // While the command prints, its output is read without long pauses.
            ended = process.waitFor(output.take() ? 1 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return ended;
    }

    /** The kept part of the standard output and the standard error. */
    CommandOutput output() {
        while (!output.isCut() && output.take()) {
            // Reads the output since the last call.
        }
        return output;
    }
}
