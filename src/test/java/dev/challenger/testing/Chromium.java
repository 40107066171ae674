package dev.challenger.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, driven by Playwright. Where it is not installed, the tests that start it are skipped. */
public final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    /** Skips the test if Chromium is not installed; fails in continuous integration. */
    public Chromium() {
        assumeTrue(
                Files.isExecutable(PROGRAM) || System.getenv("CI") != null,
                "there is no Chromium here: apt-get install chromium");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(PROGRAM).setArgs(ARGUMENTS));
    }

    /** Opens a window of its own, without cookies or history. */
    public BrowserContext newContext(NewContextOptions options) {
        return browser.newContext(options);
    }

    public BrowserContext newContext() {
        return browser.newContext();
    }

    /**
     * Emulates a feature of the reader's system, and colours that change at once. Playwright's own way fails in the Turkish locale.
     *
     * @param name of a media feature, such as {@code prefers-color-scheme}
     */
    public static void emulate(CDPSession session, String name, String value) {
        JsonArray features = new JsonArray();
        Map.of(name, value, "prefers-reduced-motion", "reduce").forEach((key, set) -> {
            JsonObject feature = new JsonObject();
            feature.addProperty("name", key);
            feature.addProperty("value", set);
            features.add(feature);
        });
        JsonObject media = new JsonObject();
        media.add("features", features);
        session.send("Emulation.setEmulatedMedia", media);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
