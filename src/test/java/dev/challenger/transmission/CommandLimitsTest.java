package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Proves the bounds on helper commands that take too long, print too much or read too little. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts")
final class CommandLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Scripts scripts;

    CommandLimitsTest(@TempDir Path directory) {
        scripts = new Scripts(directory);
    }

    @AfterEach
    void noThreadIsLeft() {
        Threads.end("challenger-command");
        scripts.processes().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aCommandThatHangsIsKilledWithItsChildren() throws Exception {
        Path command = scripts.write("""
                trap '' TERM HUP INT
                echo $$ >> pids
                sleep 300 & echo $! >> pids
                sh -c 'sleep 300 & echo $! >> pids; sleep 300; :' & echo $! >> pids
                sleep 300
                """);

        interruptOnceThereAre(4, command);

        Waiting.until("all processes are gone", () -> scripts.processes().isEmpty());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "finds orphaned processes in /proc")
    void childrenWhoseParentHasEndedAreKilledToo() throws Exception {
        Path command = scripts.write("""
                (sleep 300 & echo $! >> pids)
                (setsid sh -c 'echo $$ >> pids; exec sleep 300' &)
                sleep 300
                """);

        interruptOnceThereAre(2, command);

        Waiting.until("all processes are gone", () -> scripts.processes().isEmpty());
    }

    /** Ends a command as its time limit would, as soon as it has started this number of processes. */
    private void interruptOnceThereAre(int processes, Path command) throws InterruptedException {
        Thread sender = new Thread(() -> Failures.of(transmitter(command), letter()));
        sender.start();
        Waiting.until(
                "the command has started its processes",
                () -> scripts.processes().size() == processes);
        sender.interrupt();
        sender.join(SOON.toMillis());
        assertFalse(sender.isAlive());
    }

    @Test
    void aChildInTheBackgroundKeepsNobodyWaitingAndIsLeftAlone() throws Exception {
        Path command = scripts.write("sleep 300 & echo $! >> pids");

        assertTimeout(SOON, () -> transmitter(command).send(letter()));

        assertEquals(1, scripts.processes().size());
    }

    @Test
    void aCommandMayIgnoreItsInput() throws Exception {
        Path command = scripts.write("exec <&-; exit 0");

        transmitter(command).send(letter("alice@example.com", "", "more than a pipe holds\n".repeat(50_000)));
    }

    @Test
    void aCommandThatNeverReadsItsInputIsEndedInTime() throws Exception {
        Path command = scripts.write("echo $$ >> pids; exec sleep 300");
        Message message = letter("alice@example.com", "", "more than a pipe holds\n".repeat(50_000));

        assertTimeout(SOON, () -> Failures.of(new CommandTransmitter(command, SHORT), message));

        Waiting.until("all processes are gone", () -> scripts.processes().isEmpty());
    }

    @Test
    void aCommandMayPrintMegabytes() throws Exception {
        Path command = scripts.write("head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2");

        assertTimeout(SOON, () -> transmitter(command).send(letter()));
    }

    @Test
    void aCommandThatPrintsForEverIsEndedInTime() throws Exception {
        Path command = scripts.write("echo $$ >> pids; exec yes ''");

        String failure = assertTimeout(SOON, () -> Failures.of(new CommandTransmitter(command, SHORT), letter()));

        assertEquals(command + " was killed because it took longer than PT0.3S", failure);
        Waiting.until("all processes are gone", () -> scripts.processes().isEmpty());
    }

    @Test
    void anInterruptedSenderEndsTheCommandAndStaysInterrupted() throws Exception {
        Path command = scripts.write("echo $$ >> pids; exec sleep 300");
        Thread sender = new Thread(() -> {
            Failures.of(transmitter(command), letter());
            assertTrue(Thread.currentThread().isInterrupted());
            Thread.interrupted();
            assertTrue(scripts.processes().isEmpty());
        });
        AtomicReference<Throwable> failure = new AtomicReference<>();
        sender.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        sender.start();
        Waiting.until("the command runs", () -> !scripts.processes().isEmpty());

        sender.interrupt();
        sender.join(SOON.toMillis());

        assertFalse(sender.isAlive());
        assertNull(failure.get());
    }

    private static CommandTransmitter transmitter(Path command) {
        return new CommandTransmitter(command, LONG);
    }
}
