package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that the snippets for OAuth libraries and for embedders are the very lines of the programs that they link to. */
class SnippetsTest {
    private static final Pattern SNIPPET = Pattern.compile(
            "\\]\\(\\.\\./\\.\\./\\.\\./(src/test/(?:clients|embed)/[^)]+)\\):\n\n```([a-z]+)\n(.*?\n)```",
            Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"INTEGRATE,go java javascript php python yaml", "EMBED,java xml"})
    void everyParagraphOfASnippetIsInItsProgram(Document document, String expected) throws IOException {
        Set<String> languages = new TreeSet<>();

        Matcher snippet = SNIPPET.matcher(document.text());
        while (snippet.find()) {
            languages.add(snippet.group(2));
            assertParagraphs(Path.of(snippet.group(1)), snippet.group(3));
        }

        assertEquals(expected, String.join(" ", languages));
    }

    @Test
    void nothingThatEmbeddersWriteIsMissing() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/embed"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String program = Files.readString(file);
                boolean ours = program.contains("import dev.challenger.");
                assertTrue(
                        !ours || Document.EMBED.text().contains(program.replaceFirst("(?s)^.*?(?=import )", "")),
                        file::toString);
            }
        }
    }

    /** Other paragraphs of the program may come between those of the snippet. */
    private static void assertParagraphs(Path path, String snippet) throws IOException {
        String program = "\n" + Files.readString(path);
        int reached = 0;
        for (String paragraph : snippet.stripTrailing().split("\n\n+")) {
            int method = program.indexOf("\n" + paragraph.indent(4), reached);
            int at = Math.max(program.indexOf("\n" + paragraph + "\n", reached), method);
            assertTrue(at >= 0, () -> path + " does not have these lines, in this order:\n" + paragraph);
            reached = at + paragraph.length();
        }
    }
}
