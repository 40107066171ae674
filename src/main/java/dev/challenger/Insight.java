package dev.challenger;

import dev.challenger.report.Period;
import dev.challenger.report.ReportPage;
import dev.challenger.settings.Settings;
import dev.challenger.trace.TimeLines;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Shows operators what has happened: in numbers, and to an address. */
public final class Insight {
    private final Settings settings;
    private final Installation installation;
    private final Parts parts;
    private final InstantSource clock;

    Insight(Settings settings, Installation installation, Parts parts, InstantSource clock) {
        this.settings = settings;
        this.installation = installation;
        this.parts = parts;
        this.clock = clock;
    }

    /** Returns the time lines of validations and TAN challenges. */
    public TimeLines timeLines() {
        return new TimeLines(installation.database(), settings.address(), installation.addresses());
    }

    /**
     * Returns the report of a period as an HTML file.
     *
     * @param progress gets the number of {@link Period#reads} that are done
     * @throws Problem if the database fails
     */
    public String report(Period period, LongConsumer progress) {
        Map<String, String> names = new HashMap<>();
        parts.clients()
                .list()
                .forEach(entry -> names.put(
                        Long.toString(entry.client().id()), entry.client().name()));
        Instant now = clock.instant();
        return new ReportPage(
                        settings.http().issuer(),
                        names,
                        parts.deliveries().breaker().list(now),
                        now)
                .html(parts.measuring().statistics(), period, progress);
    }
}
