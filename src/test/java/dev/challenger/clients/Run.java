package dev.challenger.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param status 0 after success
 * @param output of both streams
 */
record Run(int status, String output) {
    private static final int LIMIT_MINUTES = 5;

    /** Runs a command. One that does not exist has the status 127, as in a shell. */
    static Run of(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            process.onExit()
                    .orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES)
                    .exceptionally(late -> process.destroyForcibly());
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Run(127, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
