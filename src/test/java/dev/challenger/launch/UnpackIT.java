package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.War;
import dev.challenger.testing.War.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the command "unpack" makes a directory that runs like the WAR, and that starts from an archive of classes. */
class UnpackIT {
    private static final Pattern LISTENING = Pattern.compile("Listening on (http://\\S+) ");

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path directory;

    private War war() {
        return new War(directory, Map.of());
    }

    private Path unpacked(String name) {
        Path target = directory.resolve(name);
        Ended ended = war().run("unpack", target.toString());

        assertEquals(0, ended.status(), ended.err());
        assertEquals(target.resolve("bin/challenger").toString(), ended.out().strip());
        return target;
    }

    private Process start(Path script, String javaOptions, String... arguments) throws IOException {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("http.port", "0");
        settings.put("http.base-url", "http://localhost");
        settings.put("key.file", directory.resolve("keys").toString());
        settings.put("command.email", "/bin/true");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
        builder.environment().putAll(TestSettings.environment(settings));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", javaOptions);
        return builder.start();
    }

    private Path output() {
        return directory.resolve("output");
    }

    private String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process, int status) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue());
    }

    /** Serves until the pages answer, then ends by SIGTERM. Returns what Java printed about the classes that it loaded. */
    private String serve(Path target) throws Exception {
        Path classes = directory.resolve("classes");
        Process process = start(target.resolve("bin/challenger"), "-Xlog:class+load:file=" + classes, "serve");
        Waiting.until("the server listens", () -> LISTENING.matcher(printed()).find());
        Matcher url = LISTENING.matcher(printed());
        assertTrue(url.find());
        Http http = new Http(url.group(1));
        assertEquals(200, http.get("/config").status());
        assertEquals(200, http.get("/", "Accept", Http.BROWSER).status());
        process.destroy();
        end(process, 143);
        assertFalse(printed().contains("[cds"), printed());
        return Files.readString(classes);
    }

    @Test
    void theSecondStartLoadsItsClassesFromAnArchive() throws Exception {
        Path target = unpacked("challenger");

        String first = serve(target);
        try (Stream<Path> archives = Files.list(target.resolve("cache"))) {
            assertEquals(1, archives.count());
        }
        String second = serve(target);

        String fromArchive = "dev.challenger.Challenger source: shared objects file";
        assertFalse(first.contains(fromArchive));
        assertTrue(second.contains(fromArchive));
        assertTrue(second.contains("org.eclipse.jetty.server.Server source: shared objects file"));
    }

    /** The directory has a name with blanks, and the script is called by a relative link. */
    @Test
    void theScriptRunsEveryCommandFromAnywhere() throws Exception {
        Path target = unpacked("a directory");
        Files.createDirectory(directory.resolve("bin"));
        Path link =
                Files.createSymbolicLink(directory.resolve("bin/challenger"), Path.of("../a directory/bin/challenger"));

        end(start(link, "", "version"), 0);
        assertTrue(printed().startsWith("challenger "), printed());
        end(start(link, "", "client", "list"), 0);
        assertEquals("", printed());
        end(start(link, "", "dance", "with me"), 2);
        end(start(link, "", "unpack", target + "2"), 1);
        assertEquals(1, printed().lines().count(), printed());
        assertTrue(printed().contains("is unpacked already"), printed());
    }

    @Test
    void onlyAnEmptyDirectoryIsFilled() throws IOException {
        Files.createDirectories(directory.resolve("target"));
        unpacked("target");
        Path file = Files.writeString(directory.resolve("file"), "mine");

        for (Path taken : List.of(directory.resolve("target"), file, directory.resolve("no/such"), Path.of("/"))) {
            Ended refused = war().run("unpack", taken.toString());

            assertEquals(1, refused.status(), taken.toString());
            assertEquals(1, refused.err().lines().count(), refused.err());
            assertTrue(refused.err().startsWith("challenger: "), refused.err());
            assertFalse(refused.err().contains("Exception"), refused.err());
        }
        assertEquals("mine", Files.readString(file));
        try (Stream<Path> left = Files.list(directory)) {
            assertTrue(left.noneMatch(path -> path.getFileName().toString().startsWith(".")));
        }
    }
}
