package dev.challenger.report;

import java.util.List;
import java.util.Optional;

/**
 * A plot with the table of its numbers.
 *
 * @param summary says in one or two sentences what the plot shows, for people who do not see it
 * @param drawing empty if there is too little to plot
 * @param note below the plot; may be empty
 */
public record Figure(
        String title, String summary, Optional<Drawing> drawing, List<Key> legend, String note, Table table) {
    /** An entry of the legend. */
    public record Key(String style, String text) {}

    /** The first cell of each row is its heading. */
    public record Table(List<String> heads, List<List<String>> rows) {}

    /** Figures with a heading and an explanation. */
    public record Section(String id, String title, String text, List<Figure> figures) {}
}
