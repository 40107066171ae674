package dev.challenger.bench;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markdown tables. */
final class Table {
    static final String HEAD = row(
                    "unit",
                    "rows",
                    "load",
                    "CPU in floors (rounds)",
                    "statements",
                    "round trips",
                    "commits",
                    "redo bytes",
                    "p50 in floors",
                    "p99 in floors")
            + row("---", "--:", "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:");

    private Table() {}

    static String row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
