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

/** The WAR that Maven built, run as an operator would: {@code java -jar challenger.war serve -c FILE}. */
final class RunningWar implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Short lines, since they stand among ours. */
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
     * Starts it, without waiting until it is up.
     *
     * @param temporary where it unpacks itself
     * @param log gets every line that it prints, in a thread of its own
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
        // Those would be for another Challenger on this machine.
        command.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
        return new RunningWar(command.redirectErrorStream(true).start(), log);
    }

    /**
     * Waits until the URL answers with 200.
     *
     * @throws IOException if the process ends before that, or it takes too long
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

    /** Its exit status, once it has ended and all that it printed is read. */
    int join() throws InterruptedException {
        reader.join();
        return process.waitFor();
    }

    /** Lets it finish the requests that run, within limits. */
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
            // It was ended within a line.
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
