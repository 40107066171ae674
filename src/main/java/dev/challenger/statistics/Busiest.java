package dev.challenger.statistics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Bounds the values of a label. The busiest values keep their names, and all others are {@code other}. Strangers choose
 * values, so memory is bounded too: rare values share places, as in the algorithm Space-Saving, and a value gets a name only
 * by occurrences that were certainly its own. Therefore a flood of different values drives out no busy one.
 */
public final class Busiest {
    public static final String OTHER = "other";

    /** The number of values that are counted, for each one that has a name. */
    private static final int CANDIDATES = 10;
    /** After so many occurrences for each name all counts are halved, so that a value that was busy once gives way. */
    private static final int HALVED_AFTER = 2_000;

    private final int names;
    private final Consumer<String> dropped;
    private final Map<String, Count> counts = new HashMap<>();
    private int named;
    private long occurrences;

    /** @param dropped gets each value that loses its name */
    Busiest(int names, Consumer<String> dropped) {
        this.names = names;
        this.dropped = dropped;
    }

    private static final class Count {
        private final String value;
        private boolean named;
        private long total;
        /** Occurrences that may have been those of another value. */
        private long doubtful;

        Count(String value) {
            this.value = value;
        }

        private long certain() {
            return total - doubtful;
        }
    }

    /** Counts an occurrence of a value, and returns the value or {@code other}. */
    synchronized String label(String value) {
        Count own = count(value);
        if (own.named) {
            return value;
        }
        if (named < names) {
            named++;
            own.named = true;
            return value;
        }
        Count least = least(count -> count.named);
        // Twice as many, so that two equally busy values do not take turns.
        if (own.certain() <= 2 * least.total) {
            return OTHER;
        }
        least.named = false;
        own.named = true;
        dropped.accept(least.value);
        return value;
    }

    private Count count(String value) {
        if (++occurrences % ((long) names * HALVED_AFTER) == 0) {
            counts.values().forEach(count -> {
                count.total /= 2;
                count.doubtful /= 2;
            });
        }
        Count own = counts.get(value);
        if (own == null) {
            own = new Count(value);
            if (counts.size() >= names * CANDIDATES) {
                Count rarest = least(count -> !count.named);
                counts.remove(rarest.value);
                own.total = rarest.total;
                own.doubtful = rarest.total;
            }
            counts.put(value, own);
        }
        own.total++;
        return own;
    }

    private Count least(Predicate<Count> among) {
        return counts.values().stream()
                .filter(among)
                .min(Comparator.comparingLong(count -> count.total))
                .orElseThrow();
    }
}
