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
 * A process and all that came of it. Children of a process that has ended hang elsewhere in the system's tree; they are
 * known by a mark in the environment, which they inherit. Where there is no {@code /proc} such children are not found.
 */
final class ProcessTree {
    /** The variable that has the mark. */
    static final String VARIABLE = "CHALLENGER_RUN";

    private static final int ROUNDS = 50;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ProcessHandle root;
    private final String mark;

    /** @param mark value of {@link #VARIABLE} in the environment of the root, and of no other process but its children */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = VARIABLE + "=" + mark;
    }

    /** Ends them all at once, and what they start meanwhile. */
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
            // It has just ended, or is another user's, or there is no /proc.
            return false;
        }
    }
}
