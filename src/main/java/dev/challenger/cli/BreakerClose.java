package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.limit.Breaker;
import dev.challenger.settings.SettingsLoader;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "close", description = "Lets messages go to an area again, without waiting.")
final class BreakerClose extends DatabaseCommand {
    @Parameters(paramLabel = "AREA", description = "As the list has it: a mail domain, the beginning of a number.")
    private String area = "";

    BreakerClose(SettingsLoader loader, Console console) {
        super(loader, console);
    }

    @Override
    void run(Challenger challenger, Console console) {
        Breaker breaker = challenger.get(Breaker.class);
        Instant now = challenger.get(InstantSource.class).instant();
        if (!breaker.close(area, now)) {
            throw new Refused("messages to " + area + " are not stopped");
        }
        console.err().println("messages to " + area + " go out again");
    }
}
