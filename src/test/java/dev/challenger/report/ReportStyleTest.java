package dev.challenger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds the report to the colours of the pages. It has a copy of them: the style sheet of the pages is a file of the web application,
 * which an operator may replace and an embedder does not have.
 */
class ReportStyleTest {
    private static final Pattern PALETTE = Pattern.compile(":root \\{([^}]*)\\}");
    private static final Pattern COLOUR = Pattern.compile("(--[\\w-]+): (#[0-9a-f]{6});");

    /** Returns the custom properties for light screens, and those for dark ones, each with its colour. */
    private static List<Set<String>> palettes(String file) throws IOException {
        List<Set<String>> palettes = PALETTE.matcher(Files.readString(Path.of(file)))
                .results()
                .map(palette -> colours(palette.group(1)))
                .filter(palette -> !palette.isEmpty())
                .toList();
        assertEquals(2, palettes.size(), file);
        return palettes;
    }

    private static Set<String> colours(String palette) {
        Set<String> colours = new HashSet<>();
        COLOUR.matcher(palette).results().forEach(colour -> colours.add(colour.group()));
        return colours;
    }

    @Test
    void theReportHasTheColoursOfThePages() throws Exception {
        List<Set<String>> pages = palettes("webapp/static/challenger.css");
        List<Set<String>> report = palettes("src/main/resources/dev/challenger/report/report.css");

        for (int dark = 0; dark < 2; dark++) {
            // Only the plots have colours of their own.
            Set<String> shared = new HashSet<>(report.get(dark));
            shared.removeIf(colour -> colour.matches("--c\\d: .*"));
            assertEquals(6, shared.size());
            assertTrue(pages.get(dark).containsAll(shared), shared.toString());
        }
    }
}
