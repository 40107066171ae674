package dev.challenger.clients;

import java.util.ArrayList;
import java.util.List;

/** The rows of the table of integrate.md, as the tests have seen them. */
final class ClientTable {
    private final List<Row> rows = new ArrayList<>();
    private final List<String> document;

    /** @param document the rows of the table in the document */
    ClientTable(List<String> document) {
        this.document = document;
    }

    /** A row. The version of a package of Debian matches any other version, which another release of Debian has. */
    private record Row(Program program, boolean skipped, String version, String errors) {
        private String text() {
            return "| " + program.name() + " | " + version + end();
        }

        private String end() {
            return " | " + program.settings() + " | " + errors + " |";
        }

        /** Returns true if a row of the document says the same, or nothing else is known here. */
        private boolean matches(String inDocument) {
            boolean anyVersion = skipped || program.repository() == Repository.DEBIAN;
            boolean begins = inDocument.startsWith("| " + program.name() + " | ");
            return anyVersion
                    && begins
                    && (skipped ? inDocument.contains(" | " + program.settings() + " | ") : inDocument.endsWith(end()));
        }
    }

    /** @param errors the errors that the client reported when the person gave up, and when its secret was wrong */
    void add(Program program, String errors) {
        rows.add(new Row(program, false, program.repository().version(program.part()), errors));
    }

    /** Adds a client that was not tried. Its row in the document stays. */
    void skip(Program program) {
        rows.add(new Row(program, true, "", "not tried | "));
    }

    /** Returns the rows as the document should have them. */
    List<String> rows() {
        return rows.stream()
                .map(row -> document.stream().filter(row::matches).findFirst().orElseGet(row::text))
                .toList();
    }
}
