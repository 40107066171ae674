package dev.challenger.transmission;

import dev.challenger.testing.Waiting;

/** Waits for the threads of senders. */
final class Threads {
    private Threads() {}

    /** Returns once no thread with this name is left. */
    static void end(String name) {
        Waiting.until(
                name + " has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals(name)));
    }
}
