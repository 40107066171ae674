package dev.challenger.transmission;

import dev.challenger.address.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's helper commands, which send by any means that this service does not know.
 *
 * @param paths absolute paths of executable files, by channel
 * @param timeout after which a command and its child processes are killed
 * @param processes the largest number of running commands of one channel, at least 1
 * @param printed true if the commands for letters get PDF instead of text
 */
public record HelperCommands(Map<Channel, Path> paths, Duration timeout, int processes, boolean printed) {
    public HelperCommands {
        paths = Map.copyOf(paths);
    }

    /** Commands that get texts. */
    public HelperCommands(Map<Channel, Path> paths, Duration timeout, int processes) {
        this(paths, timeout, processes, false);
    }

    /** Returns the command that sends the messages of a channel. */
    public Optional<Path> of(Channel channel) {
        return Optional.ofNullable(paths.get(channel));
    }
}
