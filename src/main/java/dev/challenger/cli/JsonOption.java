package dev.challenger.cli;

import dev.challenger.wire.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The option of every command that lists something. */
final class JsonOption {
    @Option(names = "--json", description = "Prints a JSON array of objects, with all properties.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /**
     * Prints a list.
     *
     * @param line makes the line of an element, for people and for simple scripts
     * @param object makes the record of an element, for programs
     */
    <T> void print(PrintWriter out, List<T> list, Function<T, String> line, Function<T, ? extends Record> object) {
        if (json) {
            // In ASCII: values may be those of strangers, and a terminal obeys control characters.
            out.println(Json.writeAscii(list.stream().map(object).toList()));
        } else {
            list.forEach(element -> out.println(line.apply(element)));
        }
    }
}
