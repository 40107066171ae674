package dev.challenger.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how the operator's directory is read, and that each fault names its file. */
final class DirectoryTest {
    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>";

    @TempDir
    private Path directory;

    private final List<String> faults = new ArrayList<>();

    private Directory read() {
        return DirectoryReading.read(directory, faults::add);
    }

    private void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void textsOfAllClientsAndOfOneAreKeptApart() throws IOException {
        write("texts.properties", "# ours\n\ntan.title = Check your mail\n");
        write("clients/7/texts.properties", "tan.title = Check your post box\n");
        write("clients/7/logo.svg", SVG);
        write("pages/tan.ftlh", "<p>");
        write("pages/.tan.ftlh.swp", "x");
        write(".git/config", "x");

        Directory own = read();
        Directory.OfClient client = Objects.requireNonNull(own.clients().get(7L));

        assertEquals(List.of(), faults);
        assertEquals(Map.of(Language.EN, Map.of("tan.title", "Check your mail")), own.texts());
        assertEquals(Map.of(Language.EN, Map.of("tan.title", "Check your post box")), client.texts());
        assertTrue(client.logo().isPresent());
        assertEquals(Map.of("tan", "<p>"), own.pages());
    }

    @Test
    void valuesMayGoOnInTheNextLine() throws IOException {
        write("texts.properties", "\uFEFFtan.title = Check \\\n   your mail\r\ntan.titel = x");

        assertEquals(Map.of("tan.title", "Check your mail"), read().texts().get(Language.EN));
        assertEquals(List.of("texts.properties, line 3: tan.titel is no key of our texts"), faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            tan.titel = Code | tan.titel is no key of our texts
            tan.title Code | there is no = after the key
            tan.title = \\u12 | there is a \\u that is not followed by four hexadecimal digits
            tan.title = | tan.title must have 1 to 2000 characters
            tan.title = Code {0} | tan.title must have the arguments [], not [{0}]
            done.text = Thanks | done.text must have the arguments [{0}], not []
            done.text = Thanks {1} | done.text must have the arguments [{0}], not [{1}]
            tan.title = a\\nb | tan.title has a control character or a line end
            tan.title = a\\u0007b | tan.title has a control character or a line end
            tan.title = a\\uE000b | tan.title has a control character or a line end
            frame.service = Example Bank | frame.service is the name of the service: set brand.name
            """)
    void textThatCannotReplaceOursIsAFaultWithFileAndLine(String line, String fault) throws IOException {
        write("texts.properties", "tan.confirm = Go\n" + line + "\n");

        read();

        assertEquals(List.of("texts.properties, line 2: " + fault), faults);
    }

    @Test
    void keyThatIsThereTwiceIsAFault() throws IOException {
        write("texts.properties", "tan.title = a\ntan.title = b");

        read();

        assertEquals(List.of("texts.properties, line 2: tan.title is there twice"), faults);
    }

    @ParameterizedTest
    @CsvSource({
        "texts_xx.properties",
        "texts_en.properties",
        "texts_EN.properties",
        "texts-de.properties",
        "text.properties",
        "readme.txt",
        "logo.svg",
        "pages/tan.html",
        "pages/TAN.ftlh",
        "pages/sub/tan.ftlh",
        "clients/logo.svg",
        "clients/0/logo.svg",
        "clients/abc/logo.svg",
        "clients/7/logo.gif",
        "clients/7/pages/tan.ftlh",
        "a/b/c/d/e.txt",
    })
    void fileThatNobodyReadsIsAFault(String path) throws IOException {
        write(path, SVG);

        read();

        assertEquals(1, faults.size(), faults.toString());
    }

    @Test
    void brokenLogosAndWrongEncodingAreFaults() throws IOException {
        write("clients/7/logo.svg", "<svg/>");
        write("clients/8/logo.svg", SVG);
        write("clients/8/logo.png", "x");
        Files.write(directory.resolve("texts.properties"), new byte[] {'a', '=', (byte) 0xff});

        read();

        assertEquals(
                List.of(
                        "clients/7/logo.svg has what logos may not have (line 1): the element svg",
                        "clients/8/logo.png is no PNG picture, or a damaged one",
                        "texts.properties is not UTF-8"),
                faults);
    }

    @Test
    void largeFilesAreNotRead() throws IOException {
        write("texts.properties", "#".repeat(OwnFiles.MAX_BYTES + 1));

        read();

        assertEquals(List.of("texts.properties is larger than 128 KB"), faults);
    }

    @Test
    void linksMustNotLeaveTheDirectory(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "tan.title = stolen");
        write("..data/texts.properties", "tan.title = as Kubernetes links it");
        Files.createSymbolicLink(directory.resolve("texts.properties"), Path.of("..data", "texts.properties"));
        Files.createSymbolicLink(directory.resolve("texts_de.properties"), secret);
        Files.createSymbolicLink(directory.resolve("pages"), elsewhere);
        Files.createSymbolicLink(directory.resolve("clients"), directory);
        Files.createSymbolicLink(directory.resolve("nowhere"), Path.of("nothing"));

        Directory own = read();

        assertEquals(4, faults.size(), faults.toString());
        assertEquals(Map.of("tan.title", "as Kubernetes links it"), own.texts().get(Language.EN));
        assertEquals(Map.of(), own.pages());
        assertEquals(4, faults.size(), faults.toString());
        assertTrue(faults.toString().contains("texts_de.properties is a link that leads out of the directory"));
        assertTrue(faults.toString().contains("pages is a link that leads out of the directory"));
    }
}
