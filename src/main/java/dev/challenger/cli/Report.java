package dev.challenger.cli;

import dev.challenger.Challenger;
import dev.challenger.report.Period;
import dev.challenger.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Makes a report of the hourly statistics: plots and tables in one HTML file, which has no personal"
                        + " data. Prints it, or writes it to a file. Its language is English.")
final class Report implements Runnable {
    private static final long MOST_DAYS = Period.LONGEST.toDays();

    private static final int USUAL_DAYS = 7;

    private final SettingsLoader loader;
    private final Console console;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "The number of days until now, from 1 to 400. Default: 7.")
    private @Nullable Integer days;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day instead, in UTC, such as 2026-03-31.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day, if not today.")
    private @Nullable LocalDate to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write. An existing one is replaced.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Report(SettingsLoader loader, Console console) {
        this.loader = loader;
        this.console = console;
    }

    @Override
    public void run() {
        try (Challenger challenger = config.open(loader)) {
            Period period = period(challenger.clock().instant());
            String page;
            int reads = period.reads();
            try (Progress progress = console.progress("Reading the statistics")) {
                page = challenger.insight().report(period, done -> progress.done(done, reads));
            }
            if (file == null) {
                console.out().print(page);
            } else {
                write(page, file);
            }
        }
    }

    private ParameterException usage(String fault) {
        return new ParameterException(spec.commandLine(), fault);
    }

    /** @throws ParameterException if the options contradict each other, or the period is empty or too long */
    private Period period(Instant now) {
        if (from == null) {
            int wanted = days == null ? USUAL_DAYS : days;
            if (to != null) {
                throw usage("--to needs --from");
            }
            if (wanted < 1 || wanted > MOST_DAYS) {
                throw usage("--days is from 1 to " + MOST_DAYS);
            }
            return Period.of(now.minus(Duration.ofDays(wanted)), now);
        }
        if (days != null) {
            throw usage("--days and --from exclude each other");
        }
        Instant start = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end =
                to == null ? now : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant until = end.isAfter(now) ? now : end;
        if (!start.isBefore(until)) {
            throw usage("the period is empty: it ends before --from begins");
        }
        if (Duration.between(start, until).toDays() > MOST_DAYS) {
            throw usage("the period is longer than " + MOST_DAYS + " days, for which statistics are kept");
        }
        return Period.of(start, until);
    }

    private static void write(String page, Path file) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new Refused("the file cannot be written: " + e);
        }
    }
}
