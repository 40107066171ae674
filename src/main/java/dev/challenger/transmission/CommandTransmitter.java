package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.secret.FileModes;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.wire.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Hands messages over to a helper command of the operator. The command gets the address as a JSON object in its argument
 * and the text, or the printed letter, on its standard input; exit status 0 means that it has taken the message, 67 and 68 that the address does not
 * exist. Its output goes to our log, shortened and without TAN and address.
 */
public final class CommandTransmitter implements Transmitter {
    private static final System.Logger LOG = System.getLogger(CommandTransmitter.class.getName());

    /** EX_NOUSER and EX_NOHOST of sysexits.h. */
    private static final int NO_USER = 67;

    private static final int NO_HOST = 68;
    private static final int PROCESSES = 5;

    private final Path command;
    private final Duration timeout;
    private final int processes;
    private final Optional<Printer> printer;

    /** A sender of texts, with five processes at a time. */
    public CommandTransmitter(Path command, Duration timeout) {
        this(command, timeout, PROCESSES, Optional.empty());
    }

    /**
     * @param timeout after which the command and its child processes are killed
     * @param processes the largest number of running commands, at least 1
     * @param printer of the letters that the command gets in place of texts
     */
    public CommandTransmitter(Path command, Duration timeout, int processes, Optional<Printer> printer) {
        this.command = command;
        this.timeout = timeout;
        this.processes = processes;
        this.printer = printer;
    }

    @Override
    public int concurrency() {
        return processes;
    }

    @Override
    public Duration limit() {
        return timeout;
    }

    @Override
    public Receipt send(Message message) throws TransmissionException {
        return send(message, Dialogue.UNHEARD);
    }

    @Override
    public Receipt send(Message message, Dialogue dialogue) throws TransmissionException {
        dialogue.tell("> " + command + " " + Json.writeAscii(message.recipient().fields()));
        byte[] input = printer.isPresent()
                ? printer.get().print(message)
                : message.text().getBytes(StandardCharsets.UTF_8);
        CommandRun run = start(message.recipient());
        try {
            OptionalInt status = run.await(input, timeout);
            boolean done = status.equals(OptionalInt.of(0));
            CommandOutput output = run.output();
            log(done ? Level.DEBUG : Level.WARNING, new Blackout(message).line(output));
            new String(output.kept(), StandardCharsets.UTF_8).lines().forEach(line -> dialogue.tell("< " + line));
            dialogue.tell(status.isPresent() ? "< exit status " + status.getAsInt() : "< killed");
            if (!done) {
                throw failure(status);
            }
            return Receipt.PLAIN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransmissionException(command + " was killed because its sender was interrupted");
        }
    }

    /** Checks that nobody else can put another command in place of this one, since it gets all codes. */
    @Override
    public void check(Dialogue dialogue) throws TransmissionException {
        try {
            if (!Files.isExecutable(command)) {
                throw new TransmissionException(
                        Fault.SENDER, "command " + command + " is not executable for this user");
            }
            if (FileModes.letOthersReplace(command)) {
                throw new TransmissionException(
                        Fault.SENDER,
                        "command " + command
                                + ": every user may change it or its directory; take that right away (chmod o-w)");
            }
        } catch (IOException e) {
            throw new TransmissionException(Fault.SENDER, "command " + command + ": " + e, null, e);
        }
    }

    private CommandRun start(Address address) throws TransmissionException {
        try {
            return CommandRun.start(command, Json.writeAscii(address.fields()));
        } catch (IOException e) {
            // The message names only the command and its directory.
            throw new TransmissionException(Fault.SENDER, String.valueOf(e.getMessage()), null, e);
        }
    }

    private void log(Level level, String line) {
        if (!line.isEmpty()) {
            LOG.log(level, "{0} printed: {1}", command, line);
        }
    }

    private TransmissionException failure(OptionalInt status) {
        if (status.isEmpty()) {
            return new TransmissionException(
                    Fault.TIME_OUT, command + " was killed because it took longer than " + timeout);
        }
        int ended = status.getAsInt();
        return new TransmissionException(
                ended == NO_USER || ended == NO_HOST ? Fault.ADDRESS : Fault.MESSAGE,
                command + " ended with status " + ended,
                "exit " + ended,
                null);
    }

    /** Does nothing: no command is running after {@link #send} has returned. */
    @Override
    public void close() {}
}
