package dev.challenger.testing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends another process when this JVM ends, even if the JVM is killed and runs no hooks: a shell waits for the end of a pipe.
 * Without a shell it does nothing.
 *
 * @param shell a process that nothing refers to would have its pipe closed
 */
public record Tether(@Nullable Process shell) implements AutoCloseable {
    public static Tether to(long pid) {
        try {
            return new Tether(new ProcessBuilder("sh", "-c", "read -r line; kill " + pid).start());
        } catch (IOException noShell) {
            return new Tether(null);
        }
    }

    /** To be called before the other process ends: a later process may get the same number. */
    @Override
    public void close() {
        if (shell != null) {
            shell.destroyForcibly();
        }
    }
}
