package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.http.Headers;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that pages have the operator's name, logo, colour and texts, and those of a client only on its own pages. */
class BrandIT {
    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'/>";
    private static final String MARKUP = "<b>Go</b> & on";

    @TempDir
    private static Path directory;

    private static World world;
    private static TestClient plain;
    private static TestClient branded;
    private static Backend backend;

    @BeforeAll
    static void start() throws IOException {
        write("texts.properties", "tan.confirm = " + MARKUP);
        write("clients/2/texts.properties", "tan.confirm = To the shop");
        write("clients/2/logo.svg", SVG);
        write("clients/3/texts.properties", "tan.confirm = Log in to the shop");
        write("clients/3/logo.svg", SVG);
        write("pages/root.ftlh", """
                <#import "layout.ftlh" as layout>
                <@layout.frame title="Hello"><p>${brand.name} is here.</p></@>
                """);
        world = World.with(
                "brand.name", "Example <Bank>",
                "brand.accent", "#0b6e4f",
                "brand.logo", "webapp/static/challenger.svg",
                "brand.privacy-url", "https://example.com/privacy?a=1&b=2",
                "brand.directory", directory.toString());
        plain = world.node().client();
        branded = world.node().client();
        backend = Backend.of(world.node(), Backend.SHOP);
        assertEquals(List.of(1L, 2L, 3L), List.of(plain.id(), branded.id(), backend.id()));
    }

    private static void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static String codePage(TestClient client) {
        String nonce = client.setup();
        client.browse(nonce);
        return client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", "person@example.com"))
                .body();
    }

    @Test
    void pagesHaveNameLogoColourAndLinks() {
        Answer page = plain.http().get("/", "Accept", Http.BROWSER);

        assertTrue(page.body().contains("Example &lt;Bank&gt; is here."), page.body());
        assertTrue(page.body().contains("href=\"https://example.com/privacy?a=1&amp;b=2\""), page.body());
        assertTrue(page.body().contains("<title>Hello – Example &lt;Bank&gt;</title>"), page.body());
        assertTrue(staticFile(page.body(), "brand", "css").body().contains("--accent: #0b6e4f;"));
        assertEquals("image/svg+xml", staticFile(page.body(), "logo", "svg").header("Content-Type"));
        assertEquals(
                Headers.all().get("Content-Security-Policy"), page.header("Content-Security-Policy"), "never weakened");
    }

    private static Answer staticFile(String html, String name, String ending) {
        Matcher link =
                Pattern.compile("static/" + name + "-[0-9A-Z]{16}\\." + ending).matcher(html);
        assertTrue(link.find(), html);
        Answer file = plain.http().get("/" + link.group());
        assertEquals(200, file.status());
        assertEquals("public, max-age=31536000, immutable", file.header("Cache-Control"));
        assertEquals(Headers.all().get("Content-Security-Policy"), file.header("Content-Security-Policy"));
        return file;
    }

    @Test
    void ownTextIsEscaped() {
        String page = codePage(plain);

        assertTrue(page.contains("&lt;b&gt;Go&lt;/b&gt; &amp; on"), page);
    }

    @Test
    void aClientHasItsOwnTextsAndLogo() {
        String page = codePage(branded);

        assertTrue(page.contains("To the shop"), page);
        assertEquals(SVG, staticFile(page, "client-2", "svg").body());
    }

    @Test
    void pageOfATanChallengeHasTheTextsAndLogoOfTheClientThatDemandsIt() {
        String id = Backend.offered(backend.demand(Backend.login())).get(0);
        String path = "/instances/shop/challenge/" + id;
        plain.http().post(path, "", "Accept", Http.BROWSER, "Content-Type", "application/x-www-form-urlencoded");

        String page = plain.http().get(path, "Accept", Http.BROWSER).body();

        assertTrue(page.contains("Log in to the shop"), page);
        assertEquals(SVG, staticFile(page, "client-3", "svg").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/authorize/NONCE?response_type=none", "/challenge/NONCE?languages=1", "/solve/NONCE?x=%FF"})
    void pagesWithoutAFormHaveTheLogoOfTheClientToo(String path) {
        String nonce = branded.setup();

        String page = browse(path.replace("NONCE", nonce));

        assertEquals(SVG, staticFile(page, "client-2", "svg").body());
        assertTrue(page.contains("<span>Address check for Sample Shop</span>"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?languages=1", "?x=%FF"})
    void soHaveThoseOfATanChallenge(String query) {
        String hash = Backend.hash("a page without a form");
        String id = Backend.offered(backend.demand(Backend.login(hash, Backend.factor("email", "p@example.com"))))
                .get(0);

        String page = browse("/instances/shop/challenge/" + id + query);

        assertEquals(SVG, staticFile(page, "client-3", "svg").body());
        assertTrue(page.contains("<span>Confirmation for shop</span>"), page);
    }

    private static String browse(String path) {
        return plain.http().get(path, "Accept", Http.BROWSER).body();
    }

    @Test
    void nobodyElseHasThem() {
        for (String page : List.of(
                codePage(plain),
                browse("/challenge/" + plain.setup() + "?languages=1"),
                browse("/challenge/" + "0".repeat(52) + "?languages=1"),
                browse("/authorize/" + branded.setup() + "?client_id=" + plain.id()))) {
            assertFalse(page.contains("To the shop"), page);
            assertFalse(page.contains("client-2"), page);
        }
    }
}
