package dev.challenger.transmission;

import dev.challenger.address.Channel;
import dev.challenger.transmission.http.HttpGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The senders of each channel by name, in the order in which they are tried.
 *
 * @param usual the names by channel; empty for a channel that is not set up
 * @param byCountry the names for the phones of some countries, by ISO 3166-1 alpha-2 code
 * @param within as in {@link Senders}
 * @param gateways by name
 * @param commands absolute paths of executable files, by name
 * @param folders absolute paths of the directories that letters are put into, by name
 */
public record SenderPlan(
        Map<Channel, List<String>> usual,
        Map<String, List<String>> byCountry,
        Duration within,
        Map<String, HttpGateway> gateways,
        Map<String, Path> commands,
        Map<String, Path> folders) {
    /** The name of the sender of the settings {@code mail.…}. */
    public static final String MAIL = "mail";
    /** The name of the sender of the setting {@code command.CHANNEL}. */
    public static final String COMMAND = "command";

    public SenderPlan {
        usual = Map.copyOf(usual);
        byCountry = Map.copyOf(byCountry);
        gateways = Map.copyOf(gateways);
        commands = Map.copyOf(commands);
        folders = Map.copyOf(folders);
    }

    /** Returns the names of the usual senders of a channel. */
    public List<String> of(Channel channel) {
        return usual.getOrDefault(channel, List.of());
    }

    /** Returns the names of all senders of a channel. */
    public Set<String> names(Channel channel) {
        Set<String> names = new TreeSet<>(of(channel));
        if (channel == Channel.PHONE) {
            byCountry.values().forEach(names::addAll);
        }
        return names;
    }
}
