package dev.challenger.brand;

import dev.challenger.text.Language;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's directory: texts and pages that replace ours, and texts and logos of single clients.
 *
 * @param texts for all clients
 * @param pages the sources of templates, by the names of the pages; {@code tan} is in {@code pages/tan.ftlh}
 * @param letter the source of the template of printed letters, in {@code letter.ftlx}
 * @param clients by their ids
 */
public record Directory(
        Map<Language, Map<String, String>> texts,
        Map<String, String> pages,
        Optional<String> letter,
        Map<Long, OfClient> clients) {
    /** The empty directory, of an operator who has set none. */
    public static final Directory NONE = new Directory(Map.of(), Map.of(), Optional.empty(), Map.of());

    /**
     * The brand of one client.
     *
     * @param logo shown instead of the operator's
     */
    public record OfClient(Map<Language, Map<String, String>> texts, Optional<Logo> logo) {}
}
