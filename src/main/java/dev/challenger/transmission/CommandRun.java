package dev.challenger.transmission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One run of a command, without a shell. */
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

    /** @throws IOException if there is no such command, or it may not be run; the text names the command alone */
    static CommandRun start(Path command, String argument) throws IOException {
        String mark = UUID.randomUUID().toString();
        Path absolute = command.toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(absolute.toString(), argument);
        builder.directory(absolute.getRoot().toFile());
        builder.redirectErrorStream(true);
        // Our settings come this way too, passwords among them.
        builder.environment().keySet().removeIf(name -> name.startsWith(OUR_VARIABLES));
        builder.environment().put(ProcessTree.VARIABLE, mark);
        return new CommandRun(builder.start(), mark);
    }

    /**
     * Gives the command its input and waits until it ends. One that takes longer than the limit is killed with its children,
     * also if the waiting thread is interrupted. What a command leaves behind that ends in time is its own business.
     *
     * @return its exit status; empty if it was killed
     */
    OptionalInt await(String input, Duration limit) throws InterruptedException {
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

    /** In a thread of its own: a command that reads nothing must not make us wait when the pipe is full. */
    private void feed(String input) {
        Thread feeder = new Thread(() -> write(input), "challenger-command");
        feeder.setDaemon(true);
        feeder.start();
    }

    private void write(String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It does not want to know, which is its right: the exit status decides.
        }
    }

    private boolean waitUntil(long end) throws InterruptedException {
        boolean ended = false;
        while (!ended && System.nanoTime() - end < 0) {
            // One that is talking is listened to without a pause.
            ended = process.waitFor(output.take() ? 1 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return ended;
    }

    /** What it printed to both its outputs, as far as it is kept. */
    CommandOutput output() {
        while (!output.isCut() && output.take()) {
            // What came since the last look.
        }
        return output;
    }
}
