package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import dev.challenger.client.DeclaredClients;
import dev.challenger.settings.Catalogue;
import dev.challenger.settings.Setting;
import dev.challenger.settings.SettingsLoader;
import dev.challenger.wire.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the tables of the documents with the code, the web.xml and the pom.xml that they describe. Loads the examples of
 * settings.
 */
class TablesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/challenger");

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

    /** The rest of this table is compared where the containers run. */
    @Test
    void versionsOfContainersAreThoseOfThePom() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));

        assertEquals(
                List.of(),
                Document.OPERATE.table("containers").stream()
                        .filter(row -> !pom.contains("version>" + row.split(" \\| ")[1] + "<"))
                        .toList());
    }

    @Test
    void examplesOfSettingsAreValid(@TempDir Path directory) throws Exception {
        String settings =
                Document.OPERATE.block("Install", "properties") + Document.REFERENCE.block("Settings", "properties");
        Path file = Files.writeString(directory.resolve("challenger.properties"), settings);

        assertDoesNotThrow(
                () -> new SettingsLoader(Map.of(), name -> Optional.empty()).load(Optional.of(file), Map.of()));
    }

    @Test
    void theDeclaredClientOfTheExampleIsOne(@TempDir Path directory) throws Exception {
        String settings = Document.OPERATE.block("Install", "properties")
                + Document.OPERATE.block("Clients in the settings", "properties");
        Path file = Files.writeString(directory.resolve("challenger.properties"), settings);

        DeclaredClients clients = new SettingsLoader(Map.of(), name -> Optional.empty())
                .load(Optional.of(file), Map.of())
                .clients();

        assertEquals("Example Shop", clients.find(1001).orElseThrow().client().name());
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
                // One mapping may have several endpoints below it.
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
    void packagesImportOnlyPackagesFurtherDown() throws Exception {
        List<String> order = Document.README.table("packages").stream()
                .map(row -> names(row.split("\\|")[1]).get(0))
                .toList();

        for (String name : order) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Pattern.compile("(?m)^import dev\\.challenger\\.([a-z]+)\\.")
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(other -> assertTrue(
                                    order.indexOf(other.group(1)) >= order.indexOf(name), file + ": " + other.group()));
                }
            }
        }
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

    /** Returns the names in a cell that are written as code. */
    private static List<String> names(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
    }
}
