package dev.challenger.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
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
 * @param directory for its temporary files and what it prints
 * @param environment its settings
 */
record War(Path directory, Map<String, String> environment) {
    private static final int LIMIT_SECONDS = 60;

    /** A command that has ended. */
    record Ended(int status, String out, String err) {}

    /** A command that runs. */
    record Running(Process process, Path outFile, Path errFile) {
        String err() {
            return read(errFile);
        }

        /** SIGTERM. */
        void terminate() {
            process.destroy();
        }

        Ended await() {
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

    Ended run(String... arguments) {
        return start("", arguments).await();
    }

    Ended runWithInput(String input, String... arguments) {
        return start(input, arguments).await();
    }

    Running start(String input, String... arguments) {
        try {
            Path out = Files.createTempFile(directory, "stdout", ".txt");
            Path err = Files.createTempFile(directory, "stderr", ".txt");
            ProcessBuilder builder = new ProcessBuilder(commandLine(arguments))
                    .redirectOutput(Redirect.to(out.toFile()))
                    .redirectError(Redirect.to(err.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading, which its exit status explains.
            }
            return new Running(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it unpacks itself. */
    Path temporary() throws IOException {
        return Files.createDirectories(directory.resolve("tmp"));
    }

    private List<String> commandLine(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                // For short runs, which most of these are.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                file().toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    /** In the build directory, where the classes of the tests are too. */
    private static Path file() {
        try {
            Path classes = Path.of(War.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("challenger.war");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
