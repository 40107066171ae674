package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import dev.challenger.settings.Catalogue;
import dev.challenger.settings.Setting;
import dev.challenger.wire.ErrorCode;
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

/** Compares the documents with the code and with each other: tables, links and size. */
class DocumentsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/challenger");
    private static final int README_BYTES = 10_000;
    private static final Pattern LINK = Pattern.compile("(?:\\]\\(|src=\")([^)\"]+)[)\"]");

    @Test
    void settingsAreThoseOfTheCatalogue() {
        List<String> expected = Catalogue.SETTINGS.stream()
                .map(setting -> "| `" + setting.key() + "` | " + defaults(setting) + "| " + setting.help() + " |")
                .toList();

        assertEquals(String.join("\n", expected), String.join("\n", Document.REFERENCE.table("settings")));
    }

    /** Returns the default for e-mail, and those for phones and letters where they differ. */
    private static String defaults(Setting<?> setting) {
        String email = setting.defaultFor(Channel.EMAIL).orElse("");
        String others = Stream.of(Channel.PHONE, Channel.POST)
                .filter(channel -> !setting.defaultFor(channel).orElse("").equals(email))
                .map(channel ->
                        "; " + channel + " `" + setting.defaultFor(channel).orElseThrow() + "`")
                .collect(Collectors.joining());
        return email.isEmpty() ? "" : "`" + email + "`" + others + " ";
    }

    @Test
    void errorCodesAreThoseOfTheCatalogue() {
        List<String> expected = Stream.of(ErrorCode.values())
                .map(code -> "| " + code.number() + " | " + code + " | " + code.status() + " | " + code.hint() + " |")
                .toList();

        assertEquals(String.join("\n", expected), String.join("\n", Document.REFERENCE.table("errors")));
    }

    @Test
    void endpointsAreThoseOfWebXml() throws Exception {
        List<String> routed = Pattern.compile("<servlet-mapping>.*?<url-pattern>(.*?)</url-pattern>", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("webapp/WEB-INF/web.xml")))
                .results()
                .map(mapping -> mapping.group(1).replace("/*", "/"))
                .toList();

        List<String> told = Document.REFERENCE.table("endpoints").stream()
                .map(row -> row.split("\\|")[1].replace("`", "").strip().replaceAll("\\$.*", ""))
                // Several of them may be below one mapping.
                .distinct()
                .toList();

        assertEquals(routed, told);
    }

    @Test
    void packagesAreThoseOfTheSources() throws Exception {
        List<String[]> rows = Document.README.table("packages").stream()
                .map(row -> row.split("\\|"))
                .toList();

        try (Stream<Path> sources = Files.walk(SOURCES)) {
            assertEquals(
                    sources.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> SOURCES.relativize(file.getParent()).toString())
                            .sorted()
                            .toList(),
                    rows.stream()
                            .map(row -> names(row[1]).get(0).replaceFirst("^\\.$", ""))
                            .sorted()
                            .toList());
        }
        rows.forEach(row -> names(row[3])
                .forEach(type -> assertTrue(
                        Files.exists(SOURCES.resolve(names(row[1]).get(0)).resolve(type + ".java")), type)));
    }

    @Test
    void partsAreThoseOfThePom() throws Exception {
        List<String> built = Pattern.compile("<dependency>.*?<artifactId>(.*?)</artifactId>", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("pom.xml"))
                        .replaceFirst("(?s)<dependencyManagement>.*</dependencyManagement>", ""))
                .results()
                .map(part -> part.group(1))
                .distinct()
                .sorted()
                .toList();

        assertEquals(
                built,
                Document.DEVELOP.table("parts").stream()
                        .flatMap(row -> names(row.split("\\|")[1]).stream())
                        .sorted()
                        .toList());
    }

    /** The names in a cell that are written as code. */
    private static List<String> names(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

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
                assertTrue(target.map(DocumentsTest::anchors).orElse(List.of()).contains(parts[1]), link);
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
    void everyDocumentIsKnown() throws Exception {
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

    /** The targets of a document's links, but for those to other sites. */
    private static Stream<String> links(Document document) {
        return LINK.matcher(document.text())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("https:"));
    }

    /** The anchors of a document's headings, as web pages of repositories make them. */
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
