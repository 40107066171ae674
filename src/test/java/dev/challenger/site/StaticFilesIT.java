package dev.challenger.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves how long browsers may keep the files of the pages, and that they are sent compressed. */
@TestInstance(Lifecycle.PER_CLASS)
class StaticFilesIT {
    private static final Path DIRECTORY = Path.of("webapp/static");

    @AutoClose
    private final World world = World.with();

    private final Http http = new Http(world.node().url());
    private final List<String> files = Pattern.compile("(?:href|src)=\"\\.(/static/[^\"]+)\"")
            .matcher(http.get("/", "Accept", Http.BROWSER).body())
            .results()
            .map(file -> file.group(1))
            .distinct()
            .toList();

    @Test
    void aPageHasOneStyleSheetOneScriptAndOneLogo() {
        assertEquals(
                List.of("/static/challenger-HASH.svg", "/static/challenger-HASH.css", "/static/challenger-HASH.js"),
                files.stream()
                        .map(file -> file.replaceFirst("-[0-9A-Z]{16}\\.", "-HASH."))
                        .toList());
    }

    @Test
    void theDescriptionOfTheServiceIsKeptForAnHour() throws IOException {
        Answer file = http.get("/openapi.yaml");

        assertEquals(Files.readString(DIRECTORY.resolve("openapi.yaml")), file.body());
        assertEquals("application/yaml", file.header("Content-Type"));
        assertEquals("public, max-age=3600", file.header("Cache-Control"));
        assertEquals(
                304,
                http.get("/openapi.yaml", "If-None-Match", file.header("ETag")).status());
        assertEquals(200, http.get("/static/openapi.yaml").status());
    }

    @Test
    void browsersKeepTheFilesOfAPageForGood() throws IOException {
        for (String path : files) {
            Answer file = http.get(path);

            String name = path.replaceFirst(".*/", "").replaceFirst("-[0-9A-Z]{16}", "");
            assertEquals(200, file.status());
            assertEquals("public, max-age=31536000, immutable", file.header("Cache-Control"));
            assertEquals("Accept-Encoding", file.header("Vary"));
            assertEquals(Files.readString(DIRECTORY.resolve(name)), file.body());
        }
    }

    @Test
    void aBrowserThatHasAFileGetsItOnlyIfItHasChanged() {
        for (String path : files) {
            String tag = http.get(path).header("ETag");
            assertTrue(tag.matches("\"[0-9A-Z]{16}\""), tag);

            Answer known = http.get(path, "If-None-Match", "\"other\", W/" + tag);

            assertEquals(304, known.status());
            assertEquals("", known.body());
            assertEquals(tag, known.header("ETag"));
            assertEquals("public, max-age=31536000, immutable", known.header("Cache-Control"));
            assertEquals(304, http.get(path, "If-None-Match", "*").status());
            assertEquals(200, http.get(path, "If-None-Match", "\"other\"").status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "challenger.css, text/css",
        "challenger.js, text/javascript",
        "challenger.svg, image/svg+xml",
    })
    void aNameWithoutAHashIsKeptForAnHour(String name, String type) throws IOException {
        Answer file = http.get("/static/" + name);

        assertEquals(200, file.status());
        assertTrue(file.header("Content-Type").startsWith(type), file.header("Content-Type"));
        assertEquals("public, max-age=3600", file.header("Cache-Control"));
        assertEquals(Files.readString(DIRECTORY.resolve(name)), file.body());
    }

    /** While nodes are replaced one after the other, the page of one asks another for its files. */
    @Test
    void theHashOfAnotherVersionGetsThisOneWhichNobodyKeeps() {
        Answer file = http.get("/static/challenger-0123456789ABCDEF.css");

        assertEquals(200, file.status());
        assertEquals("no-store", file.header("Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "br, GZIP;q=0.1 | true",
                "deflate, gzip ; q=1.000 | true",
                "gzip;q=0 | false",
                "gzip;q=0.00, * | false",
                "br | false",
                "gzipped | false",
                "* | false",
            })
    void aFileIsCompressedIfTheBrowserAcceptsThat(String accepted, boolean compressed) throws Exception {
        HttpResponse<byte[]> file = HttpClient.newHttpClient()
                .send(
                        http.request("/static/challenger.css")
                                .header("Accept-Encoding", accepted)
                                .build(),
                        BodyHandlers.ofByteArray());

        String coding = file.headers().firstValue("Content-Encoding").orElse("");
        assertEquals(compressed ? "gzip" : "", coding);
        InputStream body = new ByteArrayInputStream(file.body());
        byte[] plain = (compressed ? new GZIPInputStream(body) : body).readAllBytes();
        assertArrayEquals(Files.readAllBytes(DIRECTORY.resolve("challenger.css")), plain);
        String tag = file.headers().firstValue("ETag").orElseThrow();
        assertEquals(compressed, tag.endsWith("-gzip\""));
        assertEquals(
                304,
                http.get("/static/challenger.css", "Accept-Encoding", accepted, "If-None-Match", tag)
                        .status());
    }
}
