package dev.challenger.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The WAR that Maven built, run as operators run it: {@code java -jar challenger.war …}.
 *
 * @param war the file
 * @param directory for its temporary files and what it prints
 * @param settings by key
 */
public record War(Path war, Path directory, Map<String, String> settings) {
    private static final int LIMIT_SECONDS = 60;

    /** Runs the WAR that Maven built. */
    public War(Path directory, Map<String, String> settings) {
        this(file(), directory, settings);
    }

    /** Returns the WAR that Maven built. */
    public static Path file() {
        return Path.of(System.getProperty("challenger.war", "target/challenger.war"))
                .toAbsolutePath();
    }

    /** A process that has ended. */
    public record Ended(int status, String out, String err) {}

    /** A process that runs. */
    public record Running(Process process, Path outFile, Path errFile) {
        public String err() {
            return read(errFile);
        }

        /** Sends SIGTERM. */
        public void terminate() {
            process.destroy();
        }

        public Ended await() {
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running: " + err());
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Ended(process.exitValue(), read(outFile), read(errFile));
        }
    }

    public Ended run(String... arguments) {
        return start("", arguments).await();
    }

    public Ended runWithInput(String input, String... arguments) {
        return start(input, arguments).await();
    }

    public Running start(String input, String... arguments) {
        try {
            Path out = Files.createTempFile(directory, "stdout", ".txt");
            Path err = Files.createTempFile(directory, "stderr", ".txt");
            ProcessBuilder builder = new ProcessBuilder(commandLine(arguments))
                    .redirectOutput(Redirect.to(out.toFile()))
                    .redirectError(Redirect.to(err.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
            builder.environment().putAll(TestSettings.environment(settings));
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The process ended without reading. Its exit status tells why.
            }
            return new Running(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the directory for temporary files, which stays empty. */
    public Path temporary() throws IOException {
        return Files.createDirectories(directory.resolve("tmp"));
    }

    private List<String> commandLine(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                // These make short runs faster.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                war.toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
