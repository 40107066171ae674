package dev.challenger.report;

import dev.challenger.report.Bars.Bar;
import dev.challenger.report.Figure.Section;
import dev.challenger.report.Figure.Table;
import dev.challenger.statistics.Histogram;
import dev.challenger.statistics.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How long the hand-over of messages takes, and how often it fails, for each sender. */
final class SenderSection {
    private static final String ACCEPTED = "accepted";
    /** A wrong address is no failure of a sender. */
    private static final Set<String> WORKS = Set.of(ACCEPTED, "address");

    private static final Map<String, String> OUTCOMES = Map.of(
            ACCEPTED,
            "accepted",
            "address",
            "address refused",
            "message",
            "message refused",
            "sender",
            "does not work",
            "time-out",
            "no answer in time",
            "failed",
            "error of this service");

    private static final String TIMES = "Time of the hand-over";

    private static final double WORTH_A_WORD = 0.1;

    private final Counts counts;
    private final Period period;

    SenderSection(Counts counts, Period period) {
        this.counts = counts;
        this.period = period;
    }

    /** Hand-overs of one sender. */
    private record Sender(String channel, String name, Map<String, long[]> outcomes, Map<String, Long> times) {
        String title() {
            return Words.channel(channel) + ": " + name;
        }

        Rate failures() {
            long all = 0;
            long failed = 0;
            for (String outcome : outcomes.keySet()) {
                long count = Counts.sum(outcomes, outcome);
                all += count;
                failed += WORKS.contains(outcome) ? 0 : count;
            }
            return new Rate(failed, all);
        }

        Optional<Duration> time(double share) {
            return failures().isEnough() ? Histogram.HAND_OVER.quantile(times, share) : Optional.empty();
        }
    }

    private List<Sender> senders() {
        List<Sender> senders = new ArrayList<>();
        for (String channel : counts.channels(Kind.HAND_OVER)) {
            counts.subjects(Kind.HAND_OVER, channel).forEach((name, outcomes) -> {
                Map<String, Long> times = new HashMap<>();
                counts.subjects(Kind.HANDED_OVER_WITHIN, channel)
                        .getOrDefault(name, Map.of())
                        .forEach((bucket, steps) -> times.merge(bucket, Counts.sum(Map.of("", steps), ""), Long::sum));
                senders.add(new Sender(channel, name, outcomes, times));
            });
        }
        return senders;
    }

    /** Returns a sentence for each sender that often fails. */
    List<String> findings() {
        return senders().stream()
                .filter(sender ->
                        sender.failures().isEnough() && sender.failures().value() > WORTH_A_WORD)
                .map(sender -> "The sender " + sender.name + " (" + Words.channel(sender.channel) + ") failed at "
                        + Words.percent(sender.failures().value()) + " of "
                        + Words.number(sender.failures().of()) + " hand-overs.")
                .toList();
    }

    Section section() {
        List<Sender> senders = senders();
        List<Figure> figures = new ArrayList<>();
        if (!senders.isEmpty()) {
            figures.add(times(senders));
            figures.add(failures(senders));
        }
        return new Section(
                "senders",
                "Hand-over of messages",
                "A message is handed over when the mail server, the gateway or the helper command has accepted it. That an address was"
                        + " refused for good is no failure of the sender.",
                figures);
    }

    /** A sender with enough hand-overs, and the times that half of them and nine of ten took at most. */
    private record Timed(String title, Duration half, Duration most) {
        static Optional<Timed> of(Sender sender) {
            return sender.time(0.5)
                    .map(half ->
                            new Timed(sender.title(), half, sender.time(0.9).orElseThrow()));
        }

        String text() {
            return Words.time(half) + ", " + Words.time(most);
        }

        Bar bar(double max) {
            double end = half.toMillis() / max;
            return new Bar(title, text(), 0, end, end, most.toMillis() / max, "c1");
        }
    }

    private static Figure times(List<Sender> senders) {
        List<Timed> timed =
                senders.stream().flatMap(sender -> Timed.of(sender).stream()).toList();
        double max =
                timed.stream().mapToDouble(one -> one.most.toMillis()).max().orElse(0);
        Bars bars = new Bars();
        timed.forEach(one -> bars.add(one.bar(max)));
        String words = timed.stream().map(one -> one.title + ": " + one.text()).collect(Collectors.joining("; "));
        return timed.isEmpty()
                ? new Figure(
                        TIMES, "Every sender has too few messages.", Optional.empty(), List.of(), "", table(senders))
                : new Figure(
                        TIMES,
                        "Half took at most the first time, and nine of ten the second. " + words + ".",
                        Optional.of(bars.drawing("")),
                        List.of(),
                        "The bar ends at the first time, and the line at the second. All bars have the same scale.",
                        table(senders));
    }

    private static Table table(List<Sender> senders) {
        return new Table(
                List.of("Sender", "Hand-overs", "Failed", "Half took at most", "Nine of ten took at most"),
                senders.stream()
                        .map(sender -> {
                            Rate failed = sender.failures();
                            return List.of(
                                    sender.title(),
                                    Words.number(failed.of()),
                                    Words.number(failed.hits())
                                            + (failed.isEnough() ? " (" + Words.percent(failed.value()) + ")" : ""),
                                    sender.time(0.5).map(Words::time).orElse("too few"),
                                    sender.time(0.9).map(Words::time).orElse("too few"));
                        })
                        .toList());
    }

    private Figure failures(List<Sender> senders) {
        Map<String, long[]> failed = new TreeMap<>();
        senders.forEach(sender -> sender.outcomes.forEach((outcome, steps) -> {
            if (!outcome.equals(ACCEPTED)) {
                failed.put(sender.title() + ", " + OUTCOMES.getOrDefault(outcome, outcome), steps);
            }
        }));
        return new Columns(period, failed)
                .figure("Not accepted, in each " + period.stepWords(), "messages that were not accepted", "");
    }
}
