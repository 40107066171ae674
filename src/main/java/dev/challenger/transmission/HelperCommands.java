package dev.challenger.transmission;

import dev.challenger.address.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's helper commands: an alternative to the mail server for e-mail, the only way to phones and for letters.
 *
 * @param paths absolute paths of executable files, by channel
 * @param timeout after which a command and its child processes are killed
 * @param processes the largest number of running commands of one channel, at least 1
 */
public record HelperCommands(Map<Channel, Path> paths, Duration timeout, int processes) {
    public HelperCommands {
        paths = Map.copyOf(paths);
    }

    /** Returns the command that sends the messages of a channel. */
    public Optional<Path> of(Channel channel) {
        return Optional.ofNullable(paths.get(channel));
    }
}
