package dev.challenger.report;

import dev.challenger.limit.Stop;
import dev.challenger.report.Figure.Section;
import dev.challenger.report.Figure.Table;
import dev.challenger.statistics.Histogram;
import dev.challenger.statistics.Kind;
import dev.challenger.statistics.Statistics;
import dev.challenger.template.Templates;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** The report of a period as an HTML file that needs nothing else. It has no personal data, since the statistics have none. */
public final class ReportPage {
    private final String service;
    private final Map<String, String> clients;
    private final List<Stop> stopped;
    private final Instant now;

    /**
     * @param service the public URL
     * @param clients the names of clients, by id
     * @param stopped the areas to which the breaker stops messages now
     */
    public ReportPage(String service, Map<String, String> clients, List<Stop> stopped, Instant now) {
        this.service = service;
        this.clients = Map.copyOf(clients);
        this.stopped = List.copyOf(stopped);
        this.now = now;
    }

    /**
     * Returns the file.
     *
     * @param progress gets the number of {@link Period#reads} that are done
     * @throws dev.challenger.wire.Problem if the database fails
     */
    public String html(Statistics statistics, Period period, LongConsumer progress) {
        Counts counts = Counts.read(statistics, period, progress);
        AreaSection areas = new AreaSection(counts);
        SenderSection senders = new SenderSection(counts, period);
        List<String> findings = new ArrayList<>(areas.findings());
        findings.addAll(senders.findings());
        stopped.forEach(stop -> findings.add("The circuit breaker stops messages to " + stop.area() + " now."));
        List<Section> sections = counts.isEmpty()
                ? List.of()
                : List.of(
                        new FunnelSection(counts, clients).section(),
                        areas.section(),
                        solved(counts, period),
                        refusals(counts, period),
                        senders.section(),
                        bounds(counts, period));
        return write(Map.of(
                "service",
                service,
                "period",
                period.words(),
                "step",
                period.stepWords(),
                "made",
                Period.words(now),
                "findings",
                findings,
                "sections",
                sections));
    }

    private static Section solved(Counts counts, Period period) {
        List<Figure> figures = counts.channels(Kind.SOLVED_WITHIN).stream()
                .map(channel -> new Curves(period, Histogram.SOLVED, counts.steps(Kind.SOLVED_WITHIN, channel))
                        .figure(Words.channel(channel), "times from the last message to the right code"))
                .toList();
        return new Section(
                "times",
                "From the message to the code",
                "How long people take from the last message to the right code, in each " + period.stepWords()
                        + ". Where this grows, messages arrive late. It is measured only if the same node sent the message and got the"
                        + " code. The times come from buckets, so they are not exact.",
                figures);
    }

    private static Section refusals(Counts counts, Period period) {
        return new Section(
                "refusals",
                "Messages and codes that were refused",
                "In each " + period.stepWords() + ", by reason.",
                List.of(
                        columns(
                                counts,
                                period,
                                Kind.REFUSAL,
                                reason -> true,
                                "Messages not sent",
                                "messages that were not sent"),
                        columns(
                                counts,
                                period,
                                Kind.WRONG,
                                reason -> true,
                                "Codes not accepted",
                                "codes that were not accepted")));
    }

    private Section bounds(Counts counts, Period period) {
        return new Section(
                "bounds",
                "Budgets and circuit breaker",
                "A budget that refuses wanted messages is too small. If the breaker opens, somebody orders messages to make you pay.",
                List.of(
                        columns(
                                counts,
                                period,
                                Kind.REFUSAL,
                                Reasons::isBound,
                                "Refused by budgets and the breaker",
                                "messages that a budget or the breaker refused"),
                        stoppedAreas()));
    }

    private Figure stoppedAreas() {
        return new Figure(
                "Stopped areas, now",
                stopped.isEmpty()
                        ? "The breaker stops messages to no area now."
                        : "The breaker stops messages to these areas now. The command breaker close allows them again.",
                Optional.empty(),
                List.of(),
                "",
                new Table(
                        List.of("Area", "From", "Until", "Destinations with a message", "Codes entered"),
                        stopped.stream().map(ReportPage::row).toList()));
    }

    private static List<String> row(Stop stop) {
        return List.of(
                stop.area(),
                Period.words(stop.openedAt()),
                Period.words(stop.closesAt()),
                Words.number(stop.tally().messaged()),
                Words.number(stop.tally().entered()));
    }

    private static Figure columns(
            Counts counts, Period period, Kind kind, Predicate<String> wanted, String title, String what) {
        Map<String, long[]> parts = new TreeMap<>();
        for (String channel : counts.channels(kind)) {
            counts.steps(kind, channel).forEach((reason, steps) -> {
                if (wanted.test(reason)) {
                    parts.put(Words.channel(channel) + ": " + Reasons.words(reason), steps);
                }
            });
        }
        return new Columns(period, parts).figure(title, what, "");
    }

    private static String write(Map<String, Object> model) {
        Configuration templates = Templates.configuration();
        templates.setClassForTemplateLoading(ReportPage.class, "");
        StringWriter page = new StringWriter();
        try {
            templates.getTemplate("report.ftlh").process(model, page);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("the template of the report has a fault", e);
        }
        return page.toString();
    }
}
