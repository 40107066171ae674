package dev.challenger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process as Linux sees it in {@code /proc}. */
record Proc(long pid) {
    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** @throws IllegalStateException if this system has no such directory */
    static void require() {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new IllegalStateException("The benchmark reads CPU time from /proc, which only Linux has.");
        }
    }

    /**
     * Returns the CPU time of all threads since the start of the process, in clock ticks. The JIT compiler of Java does not
     * count: it works while a process is young, and would be a sixth of the whole in the short time of a benchmark.
     */
    long cpu() {
        return cpu(read("stat"))
                - threads().stream().filter(Proc::compiles).mapToLong(Proc::cpu).sum();
    }

    /** Returns what the system says of each thread. */
    private List<String> threads() {
        try (Stream<Path> threads = Files.list(directory().resolve("task"))) {
            return threads.flatMap(Proc::stat).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns nothing for a thread that has ended meanwhile. */
    private static Stream<String> stat(Path thread) {
        try {
            return Stream.of(Files.readString(thread.resolve("stat")));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** The system cuts the names of the threads {@code C1 CompilerThread0} and {@code C2 CompilerThread0}. */
    private static boolean compiles(String stat) {
        return stat.contains(" CompilerThre");
    }

    private static long cpu(String stat) {
        // The name comes before the last parenthesis and may have blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
    }

    /** Returns the resident set in KiB. */
    long resident() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private Path directory() {
        return Path.of("/proc", Long.toString(pid));
    }

    private String read(String file) {
        try {
            return Files.readString(directory().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
