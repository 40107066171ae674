package dev.challenger.report;

import dev.challenger.report.Bars.Bar;
import dev.challenger.report.Figure.Section;
import dev.challenger.report.Figure.Table;
import dev.challenger.statistics.Busiest;
import dev.challenger.statistics.Kind;
import dev.challenger.statistics.Total;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The share of addresses whose code was entered, by mail domain or country: a provider that discards our messages stands out. */
final class AreaSection {
    private static final int PLOTTED = 15;
    /** Of fewer areas, a median tells nothing about any of them. */
    private static final int COMPARABLE = 3;

    private final Counts counts;

    AreaSection(Counts counts) {
        this.counts = counts;
    }

    private record Area(String name, Rate rate) {}

    private List<Area> areas(String channel) {
        List<Area> areas = new ArrayList<>();
        counts.subjects(Kind.AREA, channel).forEach((name, events) -> {
            long messaged = Counts.sum(events, Total.FIRST);
            if (messaged > 0) {
                areas.add(new Area(name, new Rate(Counts.sum(events, "solved"), messaged)));
            }
        });
        areas.sort(Comparator.comparingDouble((Area area) -> area.rate.value())
                .thenComparing(
                        Comparator.comparingLong((Area area) -> area.rate.of()).reversed()));
        return areas;
    }

    /** Returns the areas of which enough addresses are known to judge them, from the lowest rate on. */
    private List<Area> judged(String channel) {
        return areas(channel).stream()
                .filter(area -> area.rate.isEnough() && !area.name.equals(Busiest.OTHER))
                .toList();
    }

    private static OptionalDouble median(List<Area> judged) {
        if (judged.size() < COMPARABLE) {
            return OptionalDouble.empty();
        }
        int half = judged.size() / 2;
        double upper = judged.get(half).rate.value();
        return OptionalDouble.of(
                judged.size() % 2 == 1 ? upper : (judged.get(half - 1).rate.value() + upper) / 2);
    }

    private static boolean standsOut(Area area, OptionalDouble median) {
        return median.isPresent() && area.rate.high() < median.getAsDouble();
    }

    /** Returns a sentence for each area that is clearly below the median. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        for (String channel : counts.channels(Kind.AREA)) {
            List<Area> judged = judged(channel);
            OptionalDouble median = median(judged);
            judged.stream()
                    .filter(area -> standsOut(area, median))
                    .forEach(area -> findings.add(area.name + ": only " + Words.percent(area.rate.value()) + " of "
                            + Words.number(area.rate.of()) + " addresses entered their code; the median of "
                            + Words.areas(channel) + " is " + Words.percent(median.orElseThrow())
                            + ". Messages may be discarded or filtered as spam there."));
        }
        return findings;
    }

    Section section() {
        return new Section(
                "areas",
                "Codes entered, by mail domain and country",
                "Of the addresses that got a message, the share whose code was entered. The line over the end of a bar is the range in"
                        + " which the true share lies with a probability of 95\u00a0%. Names with fewer than "
                        + Rate.ENOUGH
                        + " addresses are in the table only, without a share. “other” are names with few addresses, and all but"
                        + " the 50 busiest.",
                counts.channels(Kind.AREA).stream().map(this::figure).toList());
    }

    private Figure figure(String channel) {
        List<Area> judged = judged(channel);
        OptionalDouble median = median(judged);
        Bars bars = new Bars();
        judged.stream().limit(PLOTTED).forEach(area -> {
            boolean low = standsOut(area, median);
            bars.add(new Bar(
                    (low ? "▼ " : "") + area.name,
                    Words.percent(area.rate.value()) + " of " + Words.number(area.rate.of()),
                    0,
                    area.rate.value(),
                    area.rate.low(),
                    area.rate.high(),
                    low ? "c2" : "c1"));
        });
        median.ifPresent(bars::mark);
        String words = median.isPresent() ? "median is " + Words.percent(median.getAsDouble()) : "";
        return new Figure(
                Words.channel(channel),
                summary(channel, judged, median, words),
                judged.isEmpty() ? Optional.empty() : Optional.of(bars.drawing(words.replace(" is", ""))),
                List.of(),
                channel.equals("post") ? "Letters take days: the newest ones cannot be answered yet." : "",
                table(channel, median));
    }

    private static String summary(String channel, List<Area> judged, OptionalDouble median, String words) {
        long below = judged.stream().filter(area -> standsOut(area, median)).count();
        return judged.isEmpty()
                ? "No name has " + Rate.ENOUGH + " addresses or more."
                : (judged.size() > PLOTTED ? "The " + PLOTTED + " lowest of " : "")
                        + Words.areas(channel, judged.size()) + "."
                        + (median.isPresent() ? " The " + words + ". Clearly below it (▼): " + below + "." : "");
    }

    private Table table(String channel, OptionalDouble median) {
        return new Table(
                List.of("Name", "Addresses with a message", "Codes entered", "Share"),
                areas(channel).stream()
                        .map(area -> List.of(
                                area.name,
                                Words.number(area.rate.of()),
                                Words.number(area.rate.hits()),
                                area.rate.isEnough()
                                        ? Words.percent(area.rate.value())
                                                + (standsOut(area, median) ? ", clearly below the median" : "")
                                        : "too few to judge"))
                        .toList());
    }
}
