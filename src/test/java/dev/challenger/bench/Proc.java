package dev.challenger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** Returns the CPU time of all threads since the start of the process, in clock ticks. */
    long cpu() {
        String stat = read("stat");
        // The name of the program comes before the last parenthesis and may have blanks.
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

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
