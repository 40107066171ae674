package dev.challenger.text;

import java.util.List;
import java.util.Optional;

/**
 * The languages that a request names.
 *
 * @param uiLocales those of its URL, which a client or the person chose, as in {@link Languages#find}
 * @param accepted the lines of {@code Accept-Language}, by which a browser tells its settings
 */
public record Preference(Optional<String> uiLocales, List<String> accepted) {
    /** The preference of a request that names no language. */
    public static final Preference NONE = new Preference(Optional.empty(), List.of());

    public Preference {
        accepted = List.copyOf(accepted);
    }
}
