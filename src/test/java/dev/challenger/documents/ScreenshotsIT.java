package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.challenger.testing.Chromium;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes the pictures of the README, and fails if the committed ones show another page. Compares the text and the style sheet
 * of the page, which every picture carries with it, and not the pixels, which depend on fonts.
 */
class ScreenshotsIT {
    private static final Path COMMITTED = Path.of("src/site/resources");
    private static final Path TAKEN = Path.of("target/screenshots");
    private static final int MOST_BYTES = 90_000;

    @AutoClose
    private static Chromium chromium;

    @AutoClose
    private static final World WORLD = World.with();

    @BeforeAll
    static void startBrowser() {
        chromium = new Chromium();
    }

    @ParameterizedTest
    @CsvSource({"phone,390,844", "desktop,1280,760"})
    void committedPicturesShowThePageForTheCode(String device, int width, int height) throws Exception {
        // Without scripts no countdown runs, and times do not depend on the zone of the machine.
        NewContextOptions options =
                new NewContextOptions().setViewportSize(width, height).setJavaScriptEnabled(false);
        try (BrowserContext context = chromium.newContext(options)) {
            Page page = context.newPage();
            TestClient client = WORLD.node().client();
            page.navigate(WORLD.node().url() + client.authorizePath(client.challenged(), Map.of()));
            String shown = description(page);
            byte[] picture = Screenshot.describe(page.screenshot(new ScreenshotOptions().setFullPage(true)), shown);
            String name = "code-page-" + device + ".png";
            Files.createDirectories(TAKEN);
            Files.write(TAKEN.resolve(name), picture);

            byte[] committed = Files.readAllBytes(COMMITTED.resolve(name));

            assertEquals(
                    shown,
                    Screenshot.description(committed),
                    "the page has changed: look at " + TAKEN + " and copy it to " + COMMITTED);
            assertTrue(committed.length <= MOST_BYTES, name + " has " + committed.length + " bytes");
        }
    }

    /** Returns the text and the style of a page, without its random reference. */
    private static String description(Page page) throws Exception {
        String reference = page.locator("main .hint strong").first().innerText();
        String style = Files.readString(Path.of("webapp/static/challenger.css"))
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s+", " ");
        return page.locator("body").innerText().replace(reference, "…") + "\n\nStyle: "
                + Integer.toHexString(style.hashCode());
    }
}
