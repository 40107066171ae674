package dev.challenger.report;

import dev.challenger.statistics.Busiest;
import dev.challenger.statistics.Kind;
import dev.challenger.statistics.Statistics;
import dev.challenger.statistics.Total;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** The counts of a period. The database is asked for a day at most at a time, so that a long period needs no long query. */
final class Counts {
    /** The kinds of which a report has no course over time. Their subjects may be many. */
    private static final Set<Kind> WHOLE = EnumSet.of(Kind.CLIENT, Kind.INSTANCE, Kind.AREA);
    /** The most subjects of one kind. Whatever else there is counts as {@code other}. */
    private static final int SUBJECTS = 5_000;

    private final Period period;
    private final Map<String, Map<String, Map<String, long[]>>> all = new TreeMap<>();

    private Counts(Period period) {
        this.period = period;
    }

    /**
     * Reads the counts of a period.
     *
     * @param progress gets the number of parts of {@link Period#parts} that are read
     * @throws dev.challenger.wire.Problem if the database fails
     */
    static Counts read(Statistics statistics, Period period, LongConsumer progress) {
        Counts counts = new Counts(period);
        long read = 0;
        for (Period.Part part : period.parts()) {
            statistics.sums(part.from(), part.to()).forEach(total -> counts.add(part.step(), total));
            progress.accept(++read);
        }
        return counts;
    }

    private void add(int step, Total total) {
        boolean whole = WHOLE.contains(total.kind());
        Map<String, Map<String, long[]>> subjects =
                all.computeIfAbsent(key(total.kind(), total.channel()), key -> new TreeMap<>());
        boolean room = subjects.size() < SUBJECTS || subjects.containsKey(total.subject());
        subjects.computeIfAbsent(room ? total.subject() : Busiest.OTHER, subject -> new TreeMap<>())
                        .computeIfAbsent(total.name(), name -> new long[whole ? 1 : period.steps()])[
                        whole ? 0 : step] +=
                total.count();
    }

    private static String key(Kind kind, String channel) {
        return kind + " " + channel;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns the channels of a kind. */
    List<String> channels(Kind kind) {
        return all.keySet().stream()
                .filter(key -> key.startsWith(kind + " "))
                .map(key -> key.substring(key.indexOf(' ') + 1))
                .toList();
    }

    /** Returns the subjects of a kind, and for each the counts by name and step. */
    Map<String, Map<String, long[]>> subjects(Kind kind, String channel) {
        return all.getOrDefault(key(kind, channel), Map.of());
    }

    /** Returns the counts of the only subject of a kind by name and step. */
    Map<String, long[]> steps(Kind kind, String channel) {
        return subjects(kind, channel).getOrDefault("", Map.of());
    }

    /** Returns the sum of a name over all subjects. */
    long sum(Kind kind, String channel, String name) {
        return subjects(kind, channel).values().stream()
                .mapToLong(names -> sum(names, name))
                .sum();
    }

    /** Returns the sum of a name over all steps. */
    static long sum(Map<String, long[]> names, String name) {
        return LongStream.of(names.getOrDefault(name, new long[0])).sum();
    }

    /** Returns the names of all subjects of a kind. */
    Set<String> names(Kind kind, String channel) {
        Set<String> names = new TreeSet<>();
        subjects(kind, channel).values().forEach(counts -> names.addAll(counts.keySet()));
        return names;
    }
}
