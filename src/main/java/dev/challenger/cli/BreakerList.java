package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.limit.Breaker;
import dev.challenger.settings.SettingsLoader;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the areas that get no messages: area, since when, until when, destinations messaged and"
                + " entered, with tabs between them.")
final class BreakerList extends DatabaseCommand {
    BreakerList(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        Instant now = challenger.get(InstantSource.class).instant();
        for (Breaker.Stop stop : challenger.get(Breaker.class).list(now)) {
            Breaker.Tally tally = stop.tally();
            console.out()
                    .println(stop.area() + "\t" + stop.openedAt() + "\t" + stop.closesAt() + "\t" + tally.messaged()
                            + "\t" + tally.entered());
        }
    }
}
