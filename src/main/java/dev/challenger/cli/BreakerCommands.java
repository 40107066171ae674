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
        description = "The areas that get no messages, since nobody entered the TANs.")
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
            description =
                    "Lists the areas that get no messages: area, since when, until when, destinations messaged and"
                            + " entered, with tabs between them.")
    void list(@Mixin ConfigOption config) {
        try (Challenger challenger = config.open(loader)) {
            Instant now = challenger.clock().instant();
            for (Stop stop : challenger.breaker().list(now)) {
                Stop.Tally tally = stop.tally();
                console.out()
                        .println(stop.area() + "\t" + stop.openedAt() + "\t" + stop.closesAt() + "\t" + tally.messaged()
                                + "\t" + tally.entered());
            }
        }
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = "Lets messages go to an area again, without waiting.")
    void close(
            @Mixin ConfigOption config,
            @Parameters(
                            index = "0",
                            paramLabel = "AREA",
                            description = "As the list has it: a mail domain, the beginning of a number.")
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
