package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.AtOnce;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the form of the stand-alone server's log, and that threads neither wait for each other nor mix their lines. */
final class ConsoleLogTest {
    private static LogRecord log(Level level, String message) {
        LogRecord log = new LogRecord(level, message);
        log.setLoggerName("dev.challenger.audit");
        log.setInstant(Instant.parse("2026-02-03T21:04:05.678901Z"));
        return log;
    }

    private static String printed(LogRecord log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ConsoleLog(out).publish(log);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRecordIsOneLine() {
        assertEquals(
                "2026-02-03T21:04:05.678Z INFO dev.challenger.audit: {\"event\":\"sent\"}" + System.lineSeparator(),
                printed(log(Level.INFO, "{\"event\":\"sent\"}")));
    }

    @Test
    void parametersAreFilledIn() {
        LogRecord log = log(Level.WARNING, "Validation {0}: {1}");
        log.setParameters(new Object[] {"17", "broken"});

        assertTrue(
                printed(log).endsWith("WARNING dev.challenger.audit: Validation 17: broken" + System.lineSeparator()));
    }

    @Test
    void anExceptionFollowsItsRecord() {
        LogRecord log = log(Level.SEVERE, "bug");
        log.setThrown(new IllegalStateException("how?"));

        List<String> lines = printed(log).lines().toList();

        assertTrue(lines.get(0).endsWith(": bug"));
        assertEquals("java.lang.IllegalStateException: how?", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat "));
    }

    @Test
    void detailsAndFilteredRecordsAreLeftOut() {
        assertEquals("", printed(log(Level.FINE, "detail")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleLog filtered = new ConsoleLog(out);
        filtered.setFilter(log -> false);

        filtered.publish(log(Level.INFO, "secret"));

        assertEquals(0, out.size());
    }

    @Test
    void aRecordIsOneWriteAndALongOneIsOneForEachLine() {
        List<String> writes = new CopyOnWriteArrayList<>();
        ConsoleLog console = new ConsoleLog(new Writes(writes::add));
        LogRecord bug = log(Level.SEVERE, "bug");
        bug.setThrown(new IllegalStateException("x".repeat(4000), new IllegalStateException("cause")));

        console.publish(log(Level.INFO, "short"));
        assertEquals(1, writes.size());
        console.publish(bug);

        assertTrue(writes.size() > 3);
        assertTrue(writes.stream().allMatch(write -> write.indexOf('\n') == write.length() - 1));
    }

    /** Gives each write to a test. */
    private static final class Writes extends OutputStream {
        private final Consumer<String> write;

        Writes(Consumer<String> write) {
            this.write = write;
        }

        @Override
        public void write(int b) {
            throw new AssertionError("a single byte");
        }

        @Override
        public void write(byte[] bytes) {
            write.accept(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void nobodyWaitsForAnotherThreadThatWrites() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<String> written = new CopyOnWriteArrayList<>();
        ConsoleLog console = new ConsoleLog(new Writes(line -> {
            if (line.contains("slow")) {
                writing.countDown();
                await(end);
            }
            written.add(line);
        }));
        Thread slow = new Thread(() -> console.publish(log(Level.INFO, "slow")));
        slow.start();
        writing.await();

        console.publish(log(Level.INFO, "fast"));

        assertEquals(1, written.size());
        assertTrue(slow.isAlive());
        end.countDown();
        slow.join();
        assertEquals(2, written.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void linesOfManyThreadsStayWhole(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("log");
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            ConsoleLog console = new ConsoleLog(out);

            AtOnce.run(8, thread -> {
                IntStream.range(0, 500)
                        .forEach(i -> console.publish(log(Level.INFO, (thread + "-" + i + " ").repeat(40))));
                return thread;
            });
        }

        Pattern whole = Pattern.compile("\\S+ INFO dev.challenger.audit: (\\S+ )\\1{39}");
        List<String> lines = Files.readAllLines(file);
        assertEquals(
                List.of(),
                lines.stream().filter(line -> !whole.matcher(line).matches()).toList());
        assertEquals(4000, lines.stream().distinct().count());
    }
}
