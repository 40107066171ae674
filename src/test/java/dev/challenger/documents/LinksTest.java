package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Follows the links between the documents, and bounds the size of the README. */
class LinksTest {
    private static final int README_BYTES = 10_000;
    private static final Pattern LINK = Pattern.compile("(?:\\]\\(|src=\")([^)\"]+)[)\"]");

    @Test
    void theReadmeIsShort() {
        int bytes = Document.README.text().getBytes(StandardCharsets.UTF_8).length;

        assertTrue(bytes <= README_BYTES, "README.md has " + bytes + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void linksLeadSomewhere(Document document) {
        Map<Path, Document> documents =
                Stream.of(Document.values()).collect(Collectors.toMap(Document::path, Function.identity()));

        links(document).forEach(link -> {
            String[] parts = link.split("#", 2);
            Path path = parts[0].isEmpty()
                    ? document.path()
                    : document.path().resolveSibling(parts[0]).normalize();
            assertTrue(Files.exists(path), link);
            if (parts.length > 1) {
                Optional<Document> target = Optional.ofNullable(documents.get(path));
                assertTrue(target.map(LinksTest::anchors).orElse(List.of()).contains(parts[1]), link);
            }
        });
    }

    @Test
    void theReadmeLeadsToEveryDocument() {
        List<Path> linked = links(Document.README)
                .map(link -> Path.of(link.replaceFirst("#.*", "")))
                .toList();

        assertTrue(linked.containsAll(Stream.of(Document.values())
                .filter(document -> document != Document.README)
                .map(Document::path)
                .toList()));
    }

    @Test
    void everyDocumentIsListedInTheEnum() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            assertEquals(
                    Stream.of(Document.values())
                            .map(Document::path)
                            .filter(path -> path.getParent() != null)
                            .sorted()
                            .toList(),
                    files.sorted().toList());
        }
    }

    /** Returns the targets of a document's links, except links to other sites. */
    private static Stream<String> links(Document document) {
        return LINK.matcher(document.text())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("https:"));
    }

    /** Returns the anchors of a document's headings, as web pages of repositories make them. */
    private static List<String> anchors(Document document) {
        String text = document.text().replaceAll("(?ms)^```.*?^```$", "");
        return text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
