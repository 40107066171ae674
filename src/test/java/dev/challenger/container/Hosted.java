package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Unchecked;
import dev.challenger.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A container that runs as a user without any rights, if this test may change users; otherwise nobody may write there. */
record Hosted(Path base, Process process, List<Path> before) implements AutoCloseable {
    private static final int ROOT = 0;
    private static final String NOBODY = "65534";

    static Hosted start(Path base, Class<?> main) throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT)) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        Path temporary = Files.createDirectory(beside(base, "tmp"));
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                base.resolve("lib") + ":" + base.resolve("lib/*"),
                main.getName(),
                base.toString()));
        List<Path> all = files(base);
        for (Path path : all) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        Process process = new ProcessBuilder(line)
                .redirectOutput(beside(base, "out").toFile())
                .redirectError(beside(base, "err").toFile())
                .start();
        return new Hosted(base, process, all);
    }

    /** Returns the URL of an application, once the container has printed its port. */
    String url(String name) {
        Path out = beside(base, "out");
        Waiting.until("the container has started", () -> read(out).contains("\n"));
        return "http://127.0.0.1:" + read(out).replace("port ", "").strip() + "/" + name;
    }

    String err() {
        return read(beside(base, "err"));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        assertEquals(before, files(base));
    }

    private static Path beside(Path base, String what) {
        return base.resolveSibling(base.getFileName() + "-" + what);
    }

    private static String read(Path file) {
        return Unchecked.call(() -> Files.readString(file));
    }

    private static List<Path> files(Path base) throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            return all.sorted().toList();
        }
    }
}
