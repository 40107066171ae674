package dev.challenger.statistics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells areas with many addresses from those with few. Many people have a mail domain of their own, and its name beside an hour
 * would tell what one person did. Memory is bounded: the areas that were seen last are known.
 */
final class Crowds {
    /** The number of different addresses from which on an area may be named. */
    static final int CROWD = 5;

    private static final int AREAS = 2_000;

    private final Map<String, Set<Integer>> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<Integer>> eldest) {
            return size() > AREAS;
        }
    };

    /**
     * Notes an address of an area, and returns whether the area has enough of them.
     *
     * @param address a number that equal addresses share
     */
    synchronized boolean isCrowd(String area, int address) {
        Set<Integer> known = addresses.computeIfAbsent(area, unknown -> new HashSet<>());
        if (known.size() < CROWD) {
            known.add(address);
        }
        return known.size() >= CROWD;
    }
}
