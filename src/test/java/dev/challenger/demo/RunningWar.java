package dev.challenger.demo;

import dev.challenger.testing.War;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The built WAR in a child process, started as an operator does: {@code java -jar challenger.war serve -c FILE}. */
final class RunningWar implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Short lines, since they appear between the output of the demo. */
    private static final String LOG_FORMAT = "%1$tT %4$s %5$s%6$s%n";

    private final Process process;
    private final Thread reader;

    private RunningWar(Process process, Consumer<String> log) {
        this.process = process;
        this.reader = new Thread(() -> read(process, log), "log of challenger.war");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the process, without waiting until it answers.
     *
     * @param temporary the directory for temporary files
     * @param log called with every line that the process prints, in a separate thread
     */
    static RunningWar launch(Path settings, Path temporary, Consumer<String> log) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.util.logging.SimpleFormatter.format=" + LOG_FORMAT,
                "-cp",
                directoryOf(Leash.class).toString(),
                Leash.class.getName(),
                War.file().toString(),
                "serve",
                "-c",
                settings.toString());
        // These variables would configure another Challenger on this machine.
        command.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
        return new RunningWar(command.redirectErrorStream(true).start(), log);
    }

    /**
     * Waits until the URL answers with 200.
     *
     * @throws IOException if the process ends before it answers, or does not answer within 60 seconds
     */
    void awaitAnswer(URI url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TO_START).build();
        long start = System.nanoTime();
        while (!answers(client, request)) {
            if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("challenger.war ended with exit status " + join());
            }
            if (System.nanoTime() - start > TO_START.toNanos()) {
                throw new IOException("challenger.war does not answer");
            }
        }
    }

    /** Waits for the end of the process and of its output. Returns the exit status. */
    int join() throws InterruptedException {
        reader.join();
        return process.waitFor();
    }

    /** Stops the process, which may finish running requests within 20 seconds. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void read(Process process, Consumer<String> log) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(log);
        } catch (IOException | UncheckedIOException e) {
            // The process was killed while it wrote a line.
        }
    }

    private static Path directoryOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
