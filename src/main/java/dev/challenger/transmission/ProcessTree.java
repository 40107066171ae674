package dev.challenger.transmission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process and its descendants. When a process ends, the system moves its children to another parent. They are still
 * found by a mark in their environment, which they inherit. On systems without {@code /proc} such children are not found.
 */
final class ProcessTree {
    /** The environment variable with the mark. */
    static final String VARIABLE = "CHALLENGER_RUN";

    private static final int ROUNDS = 50;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ProcessHandle root;
    private final String mark;

    /** @param mark the value of {@link #VARIABLE} in the environment of the root; unique to it and its descendants */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = VARIABLE + "=" + mark;
    }

    /** Kills all these processes, and those that they start in the meantime. */
    void kill() {
        List<ProcessHandle> alive = alive();
        for (int round = 0; !alive.isEmpty() && round < ROUNDS; round++) {
            alive.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE.toNanos());
            alive = alive();
        }
    }

    private List<ProcessHandle> alive() {
        Stream<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants());
        Stream<ProcessHandle> marked = ProcessHandle.allProcesses().filter(this::isMarked);
        return Stream.concat(family, marked)
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            // The process has just ended or belongs to another user, or there is no /proc.
            return false;
        }
    }
}
