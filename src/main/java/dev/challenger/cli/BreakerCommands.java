package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.limit.Stop;
import dev.challenger.settings.SettingsLoader;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands {@code breaker …}. */
@Command(
        name = "breaker",
        mixinStandardHelpOptions = true,
        description = "Lists the areas to which messages are stopped, and allows messages to them again.")
final class BreakerCommands {
    private final SettingsLoader loader;
    private final Console console;

    BreakerCommands(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the areas to which messages are stopped, one a line, with tabs between"
                    + " the columns: area, start, end, number of destinations that got a message, and"
                    + " number of these whose TAN was entered.")
    void list(@Mixin JsonOption format, @Mixin ConfigOption config) {
        try (Challenger challenger = config.open(loader)) {
            Instant now = challenger.clock().instant();
            format.print(console.out(), challenger.breaker().list(now), BreakerCommands::line, Shown::of);
        }
    }

    private static String line(Stop stop) {
        Stop.Tally tally = stop.tally();
        return stop.area() + "\t" + stop.openedAt() + "\t" + stop.closesAt() + "\t" + tally.messaged() + "\t"
                + tally.entered();
    }

    /**
     * A stop as JSON.
     *
     * @param openedAt in ISO 8601, as closesAt
     */
    private record Shown(String area, String openedAt, String closesAt, int messaged, int entered) {
        private static Shown of(Stop stop) {
            Stop.Tally tally = stop.tally();
            return new Shown(
                    stop.area(),
                    stop.openedAt().toString(),
                    stop.closesAt().toString(),
                    tally.messaged(),
                    tally.entered());
        }
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = "Allows messages to an area again before the cool-down has ended.")
    void close(
            @Mixin ConfigOption config,
            @Parameters(
                            index = "0",
                            paramLabel = "AREA",
                            description =
                                    "The area as breaker list prints it: a mail domain or a prefix of phone numbers.")
                    String area) {
        try (Challenger challenger = config.open(loader)) {
            Instant now = challenger.clock().instant();
            if (!challenger.breaker().close(area, now)) {
                throw new Refused("messages to " + area + " are not stopped");
            }
            console.err().println("messages to " + area + " go out again");
        }
    }
}
