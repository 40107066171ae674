package dev.challenger.mfa;

import java.util.List;
import java.util.stream.Stream;

/** The header {@code Taler-Challenge-Ids}. */
public final class PresentedIds {
    public static final String HEADER = "Taler-Challenge-Ids";

    /** As many ids count; no demand has more factors. */
    static final int MOST = 16;

    private PresentedIds() {}

    /**
     * Reads the ids that a request presents. Nothing in there is an error: what is no id of ours just does not count, nor
     * does anything after the first 16.
     *
     * @param lines all headers of that name, each with ids separated by commas, blanks around them
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
