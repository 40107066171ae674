package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.address.Channel;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.SendingLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The settings of helper commands, and the limits of all senders. */
final class SendingSettings {
    static final Setting.Section SECTION = new Setting.Section();

    static final Kind<Path> COMMAND = open("the absolute path of an executable file", SendingSettings::command);

    static final Kind<Integer> CONCURRENCY = Kind.number(1, 100);

    static final Setting<Path> COMMAND_EMAIL =
            SECTION.add("command.email", COMMAND, "A helper command that sends e-mail, used instead of mail.host.");
    static final Setting<Path> COMMAND_PHONE =
            SECTION.add("command.phone", COMMAND, "The helper command that sends messages to phones.");
    static final Setting<Path> COMMAND_POST =
            SECTION.add("command.post", COMMAND, "The helper command that sends letters.");
    static final Setting<Boolean> COMMAND_POST_INPUT = SECTION.add(
            "command.post.input",
            open("one of text, pdf", text -> demand(text.equals("text") || text.equals("pdf"), text.equals("pdf"))),
            "text",
            "What helper commands for letters get on standard input: the text, or the printed letter as pdf.");
    static final Setting<Duration> COMMAND_TIMEOUT =
            SECTION.add("command.timeout", Kind.TIME_LIMIT, "PT30S", "A helper command that runs longer is killed.");
    static final Setting<Integer> COMMAND_PROCESSES = SECTION.add(
            "command.processes",
            CONCURRENCY,
            "5",
            "The largest number of running helper commands of one channel at a time.");

    static final Setting<Integer> SENDING_REQUESTS = SECTION.add(
            "sending.requests",
            Kind.number(1, 1000),
            "50",
            "The largest number of requests that send a message or wait for their turn to do so at a time, shared evenly by"
                    + " all senders. Further ones are refused at once. In a servlet"
                    + " container set it to at most a quarter of the threads for requests; the stand-alone server has four"
                    + " times as many threads.");
    static final Setting<Duration> SENDING_WAIT_FOR = SECTION.add(
            "sending.wait-for",
            Kind.duration("PT0S", "PT1M"),
            "PT5S",
            "The longest time that a request waits for its turn to send, and is refused then.");

    private SendingSettings() {}

    private static Path command(String text) {
        Path path = Path.of(text);
        if (path.isAbsolute() && !Files.exists(path)) {
            throw new Kind.Fault("is " + path + ", which does not exist");
        }
        return demand(path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path), path);
    }

    /** Where all senders together may do less than the default of one, that one does less too. */
    static int concurrency(Values values, Setting<Integer> setting) {
        int requests = values.get(SENDING_REQUESTS);
        int concurrency = values.get(setting);
        if (values.isSet(setting) && concurrency > requests) {
            values.fault(setting, "is larger than sending.requests");
        }
        return Math.min(concurrency, requests);
    }

    static SendingLimits limits(Values values) {
        return new SendingLimits(values.get(SENDING_REQUESTS), values.get(SENDING_WAIT_FOR));
    }

    static HelperCommands commands(Values values) {
        Map<Channel, Path> paths = new EnumMap<>(Channel.class);
        values.find(COMMAND_EMAIL).ifPresent(path -> paths.put(Channel.EMAIL, path));
        values.find(COMMAND_PHONE).ifPresent(path -> paths.put(Channel.PHONE, path));
        values.find(COMMAND_POST).ifPresent(path -> paths.put(Channel.POST, path));
        return new HelperCommands(
                paths,
                values.get(COMMAND_TIMEOUT),
                concurrency(values, COMMAND_PROCESSES),
                values.get(COMMAND_POST_INPUT));
    }
}
