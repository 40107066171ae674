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
import org.junit.jupiter.api.Test;

/** Proves that the snippets for OAuth libraries are the very lines of the programs that they link to. */
class SnippetsTest {
    private static final Pattern SNIPPET = Pattern.compile(
            "\\]\\(\\.\\./\\.\\./\\.\\./(src/test/clients/[^)]+)\\):\n\n```([a-z]+)\n(.*?\n)```", Pattern.DOTALL);

    @Test
    void everyParagraphOfASnippetIsInItsProgram() throws IOException {
        Set<String> languages = new TreeSet<>();

        Matcher snippet = SNIPPET.matcher(Document.INTEGRATE.text());
        while (snippet.find()) {
            languages.add(snippet.group(2));
            assertParagraphs(Path.of(snippet.group(1)), snippet.group(3));
        }

        assertEquals(Set.of("javascript", "python", "go", "php"), languages);
    }

    /** Other paragraphs of the program may come between those of the snippet. */
    private static void assertParagraphs(Path path, String snippet) throws IOException {
        String program = Files.readString(path);
        int reached = 0;
        for (String paragraph : snippet.strip().split("\n\n+")) {
            int at = program.indexOf("\n" + paragraph + "\n", reached);
            assertTrue(at >= 0, () -> path + " does not have these lines, in this order:\n" + paragraph);
            reached = at + paragraph.length();
        }
    }
}
