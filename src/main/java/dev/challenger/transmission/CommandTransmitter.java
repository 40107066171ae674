package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.wire.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Hands messages over to a helper command of the operator. The command gets the address as a JSON object in its argument
 * and the text on its standard input; exit status 0 means that it has taken the message. Its output goes to our log,
 * shortened and without TAN and address.
 */
public final class CommandTransmitter implements Transmitter {
    private static final System.Logger LOG = System.getLogger(CommandTransmitter.class.getName());

    private final Path command;
    private final Duration timeout;

    /** @param timeout after which the command and its child processes are killed */
    public CommandTransmitter(Path command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    @Override
    public void send(Message message) throws TransmissionException {
        CommandRun run = start(message.recipient());
        try {
            OptionalInt status = run.await(message.text(), timeout);
            boolean done = status.equals(OptionalInt.of(0));
            log(done ? Level.DEBUG : Level.WARNING, new Blackout(message).line(run.output()));
            if (!done) {
                throw failure(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransmissionException(command + " was killed because its sender was interrupted");
        }
    }

    private CommandRun start(Address address) throws TransmissionException {
        try {
            return CommandRun.start(command, Json.writeAscii(address.fields()));
        } catch (IOException e) {
            // The message names only the command and its directory.
            throw new TransmissionException(String.valueOf(e.getMessage()), e);
        }
    }

    private void log(Level level, String line) {
        if (!line.isEmpty()) {
            LOG.log(level, "{0} printed: {1}", command, line);
        }
    }

    private TransmissionException failure(OptionalInt status) {
        return new TransmissionException(
                status.isPresent()
                        ? command + " ended with status " + status.getAsInt()
                        : command + " was killed because it took longer than " + timeout);
    }

    /** Does nothing: no command is running after {@link #send} has returned. */
    @Override
    public void close() {}
}
