package dev.challenger.mfa;

import java.util.List;
import java.util.stream.Stream;

/** The header {@code Taler-Challenge-Ids}. */
public final class PresentedIds {
    public static final String HEADER = "Taler-Challenge-Ids";

    /** The number of ids that count; no demand has more factors. */
    static final int MOST = 16;

    private PresentedIds() {}

    /**
     * Parses the ids that a request presents. Never fails: unknown text and ids after the first 16 are ignored.
     *
     * @param lines the values of all headers of that name, each with ids separated by commas and blanks
     */
    public static List<String> parse(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .limit(MOST)
                .toList();
    }
}
