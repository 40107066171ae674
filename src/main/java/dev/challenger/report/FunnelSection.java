package dev.challenger.report;

import dev.challenger.report.Bars.Bar;
import dev.challenger.report.Figure.Section;
import dev.challenger.report.Figure.Table;
import dev.challenger.statistics.Kind;
import dev.challenger.statistics.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many get from the order to the validated address, and from the demand of a code to the operation. */
final class FunnelSection {
    private static final List<Step> VALIDATIONS = List.of(
            new Step("setup", "Validations ordered"),
            new Step(Total.ENTERED, "Addresses entered"),
            new Step(Total.FIRST, "Addresses that got a message"),
            new Step("solved", "Codes entered correctly"),
            new Step("redeemed", "Results taken by the client"),
            new Step("fetched", "Addresses fetched by the client"));

    private static final List<Step> OPERATIONS = List.of(
            new Step("demanded", "Operations to confirm"),
            new Step(Total.FIRST, "People who got a message"),
            new Step("solved", "Codes entered correctly"),
            new Step("passed", "Operations carried out"));

    /** The columns of the table. */
    private static final List<Step> ALL = List.of(
            new Step("setup", "Ordered"),
            new Step("demanded", "Demanded"),
            new Step(Total.ENTERED, "Addresses entered"),
            new Step(Total.FIRST, "Got a message"),
            new Step("sent", "Messages"),
            new Step("refused", "Messages refused"),
            new Step("wrong", "Codes refused"),
            new Step("solved", "Solved"),
            new Step("redeemed", "Redeemed"),
            new Step("fetched", "Fetched"),
            new Step("passed", "Carried out"));

    private final Counts counts;
    private final Map<String, String> clients;

    /** @param clients the names by id */
    FunnelSection(Counts counts, Map<String, String> clients) {
        this.counts = counts;
        this.clients = clients;
    }

    private record Step(String name, String words) {}

    Section section() {
        List<Figure> figures = new ArrayList<>();
        counts.channels(Kind.CLIENT)
                .forEach(channel -> figures.add(
                        figure(Kind.CLIENT, channel, Words.channel(channel) + ": validations", "Client", VALIDATIONS)));
        counts.channels(Kind.INSTANCE)
                .forEach(channel -> figures.add(figure(
                        Kind.INSTANCE,
                        channel,
                        Words.channel(channel) + ": confirmed operations",
                        "Instance",
                        OPERATIONS)));
        return new Section(
                "funnel",
                "From the order to the result",
                "Each bar is a share of the first one. A person who corrects an address enters two, so the second bar can be longer than"
                        + " the first. An address that is entered and gets no message was refused: the section on refusals has the"
                        + " reasons; trying it again counts again. Clients may fetch an address several times. What happens after the end"
                        + " of the period is missing here.",
                figures);
    }

    private Figure figure(Kind kind, String channel, String title, String owner, List<Step> steps) {
        long ordered = counts.sum(kind, channel, steps.get(0).name);
        Bars bars = new Bars();
        List<String> words = new ArrayList<>();
        for (Step step : steps) {
            long count = count(kind, channel, step);
            double share = ordered == 0 ? 0 : (double) count / ordered;
            String text = Words.number(count) + (ordered >= Rate.ENOUGH ? " (" + Words.percent(share) + ")" : "");
            bars.add(Bar.of(step.words, text, share, "c1"));
            words.add(step.words + ": " + text);
        }
        return new Figure(
                title,
                String.join(". ", words) + ".",
                ordered == 0 ? Optional.empty() : Optional.of(bars.drawing("")),
                List.of(),
                ordered == 0 ? "Nothing was ordered in this period; the numbers belong to earlier orders." : "",
                table(kind, channel, owner));
    }

    private long count(Kind kind, String channel, Step step) {
        long count = counts.sum(kind, channel, step.name);
        // Hours before an update of the service may lack entries. Each address that got a message was entered.
        return step.name.equals(Total.ENTERED) ? Math.max(count, counts.sum(kind, channel, Total.FIRST)) : count;
    }

    private Table table(Kind kind, String channel, String owner) {
        List<Step> events = ALL.stream()
                .filter(event -> counts.sum(kind, channel, event.name) > 0)
                .toList();
        List<String> heads = new ArrayList<>(List.of(owner));
        events.forEach(event -> heads.add(event.words));
        List<List<String>> rows = new ArrayList<>();
        counts.subjects(kind, channel).forEach((subject, names) -> {
            List<String> row = new ArrayList<>(List.of(named(kind, subject)));
            events.forEach(event -> row.add(Words.number(Counts.sum(names, event.name))));
            rows.add(row);
        });
        return new Table(heads, rows);
    }

    private String named(Kind kind, String subject) {
        String name = kind == Kind.CLIENT ? clients.get(subject) : null;
        return name == null ? subject : subject + ", " + name;
    }
}
