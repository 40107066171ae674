package dev.challenger.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The counts that are not in the database yet. Their number is bounded, should the database be away for long. */
final class Tally {
    /** Far more than a node counts in a day. */
    private static final int MOST = 50_000;

    /** All nodes write rows in the same order, which avoids deadlocks. */
    private static final Comparator<Total> ORDER = Comparator.comparing(Total::hourAt)
            .thenComparing(total -> total.kind().toString())
            .thenComparing(Total::channel)
            .thenComparing(Total::name)
            .thenComparing(Total::subject);

    private TreeMap<Total, Total> waiting = new TreeMap<>(ORDER);
    private long lost;

    synchronized void add(Total total) {
        if (waiting.size() >= MOST && !waiting.containsKey(total)) {
            lost += total.count();
            return;
        }
        waiting.merge(total, total, (before, more) -> before.plus(more.count()));
    }

    /** Takes all counts out. */
    synchronized List<Total> take() {
        List<Total> taken = new ArrayList<>(waiting.values());
        waiting = new TreeMap<>(ORDER);
        return taken;
    }

    /** Returns the number of events that found no room since the last call. */
    synchronized long lost() {
        long since = lost;
        lost = 0;
        return since;
    }
}
