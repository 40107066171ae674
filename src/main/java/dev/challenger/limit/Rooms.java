package dev.challenger.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rows that owners may still insert before the database counts their rows again: an eighth of the room that was left at
 * the last count. So eight nodes together stay within a limit, apart from requests that arrive while a node counts.
 */
public final class Rooms {
    private static final int SHARES = 8;

    /** Owners may be many; those that are forgotten are counted again. */
    private static final int MOST = 10_000;

    private final Map<String, AtomicInteger> left = new ConcurrentHashMap<>();

    /** Takes the room of one row; returns false if the rows of the owner must be counted. */
    public boolean take(String owner) {
        AtomicInteger room = left.get(owner);
        return room != null && room.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** @param room that the owner has now, after the present row */
    public void counted(String owner, int room) {
        if (left.size() >= MOST) {
            left.clear();
        }
        left.put(owner, new AtomicInteger(room / SHARES));
    }
}
