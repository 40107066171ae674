package dev.challenger.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time of a report, in UTC, divided into steps of equal length. The last step may be shorter.
 *
 * @param from the start of an hour
 * @param to excluded
 */
public record Period(Instant from, Instant to, Duration step) {
    /** As long as the statistics are kept. */
    public static final Duration LONGEST = Duration.ofDays(400);

    /** The number of steps that a plot can show. */
    private static final int MOST = 60;

    private static final Duration DAY_LONG = Duration.ofDays(1);
    private static final Duration WEEK_LONG = Duration.ofDays(7);

    private static final List<Duration> STEPS = List.of(
            Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6), DAY_LONG, Duration.ofDays(2), WEEK_LONG);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter YEAR =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /**
     * Returns the period from one time to another, with the shortest steps of which a plot can show all. It begins a little earlier:
     * with a whole hour, or with a whole day if its steps are days.
     */
    public static Period of(Instant from, Instant to) {
        Duration step = STEPS.stream()
                .filter(some -> !start(from, some).plus(some.multipliedBy(MOST)).isBefore(to))
                .findFirst()
                .orElse(WEEK_LONG);
        return new Period(start(from, step), to, step);
    }

    private static Instant start(Instant from, Duration step) {
        return from.truncatedTo(step.compareTo(DAY_LONG) < 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS);
    }

    int steps() {
        long millis = Duration.between(from, to).toMillis();
        return (int) Math.max(1, -Math.floorDiv(-millis, step.toMillis()));
    }

    /**
     * A part of a step, of a day at most.
     *
     * @param to excluded
     */
    record Part(int step, Instant from, Instant to) {}

    /** Returns the parts in which the database is asked for the period. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int step = 0; step < steps(); step++) {
            Instant end = earlier(at(step + 1), to);
            for (Instant at = at(step); at.isBefore(end); at = at.plus(DAY_LONG)) {
                parts.add(new Part(step, at, earlier(at.plus(DAY_LONG), end)));
            }
        }
        return parts;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Returns the number of reads of the database that a report of the period needs. */
    public int reads() {
        return parts().size();
    }

    Instant at(int number) {
        return from.plus(step.multipliedBy(number));
    }

    /** Returns the name of a step in a table. */
    String label(int number) {
        Instant at = at(number);
        return step.toHours() < 24 ? DAY.format(at) + ", " + HOUR.format(at) : DAY.format(at);
    }

    /** Returns the name of a step below an axis: the day, or the hour if the whole period is short. */
    String tick(int number) {
        return Duration.between(from, to).toDays() < 2 ? HOUR.format(at(number)) : DAY.format(at(number));
    }

    /** Returns whether a step begins a day, or every step does. */
    boolean beginsDay(int number) {
        return step.toHours() >= 24 || at(number).equals(at(number).truncatedTo(ChronoUnit.DAYS));
    }

    /** Returns the words for a step, such as {@code 3 hours}. */
    String stepWords() {
        long hours = step.toHours();
        if (hours < 24) {
            return hours == 1 ? "hour" : hours + " hours";
        }
        return hours == 24 ? "day" : hours / 24 + " days";
    }

    /** Returns the words for the length of one step, such as {@code one hour}. */
    String oneStep() {
        return (Character.isDigit(stepWords().charAt(0)) ? "" : "one ") + stepWords();
    }

    /** Returns the words for a time. */
    static String words(Instant at) {
        return YEAR.format(at) + ", " + HOUR.format(at) + " (UTC)";
    }

    /** Returns the words for the whole period. */
    String words() {
        return YEAR.format(from) + ", " + HOUR.format(from) + ", to " + YEAR.format(to) + ", " + HOUR.format(to)
                + " (UTC)";
    }
}
