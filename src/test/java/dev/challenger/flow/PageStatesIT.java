package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.challenger.testing.Chromium;
import dev.challenger.testing.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proves that the page of every state is small, valid HTML, accessible in every colour scheme and direction, and as wide as the
 * screen at most. Pictures of all states are in {@code target/states}, to be looked at.
 */
class PageStatesIT {
    private static final Path PICTURES = Path.of("target/states");
    private static final Path STATIC = Path.of("webapp/static");
    private static final String URL = "http://localhost:1/challenge/";

    /** The height of a phone of 360 × 740 that its keyboard leaves. */
    private static final int ABOVE_KEYBOARD = 400;

    @TempDir
    private static Path directory;

    @AutoClose
    private static Chromium chromium;

    private static final Map<String, Map<String, Answer>> STATES = new TreeMap<>();

    @BeforeAll
    static void startBrowser() {
        chromium = new Chromium();
    }

    private static Map<String, Answer> states(String language) {
        return STATES.computeIfAbsent(language, known -> PageStates.in(known, directory));
    }

    @Test
    void everyPageIsValidHtml() throws Exception {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
        List<String> faults = new ArrayList<>();

        for (Map.Entry<String, Answer> state : states("en").entrySet()) {
            byte[] html = state.getValue().body().getBytes(StandardCharsets.UTF_8);
            String found = validator.validate(new ByteArrayInputStream(html)).strip();
            if (!found.isEmpty()) {
                faults.add(state.getKey() + found);
            }
        }

        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @CsvSource({
        "email-address, Confirm your e-mail address",
        "email-code, Check your e-mail",
        "email-code-expired, The code has expired",
        "email-code-exhausted, This code no longer works",
        "email-used-up, This code no longer works",
        "email-done, Your address is confirmed",
        "email-expired, This page has expired",
        "email-expired-unknown, This page has expired",
        "email-bad-request, We could not understand this request",
        "email-not-found, Page not found",
        "email-root, Confirmation by code",
        "mfa-done, Confirmed",
        "mfa-none, We cannot send any more codes",
    })
    void everyStateHasItsHeading(String state, String heading) {
        String body = Objects.requireNonNull(states("en").get(state), state).body();

        assertTrue(body.contains("<h1>" + heading + "</h1>"), body);
    }

    @ParameterizedTest
    @CsvSource({"en,light,none", "en,light,active", "ar,dark,none"})
    void everyPageIsAccessible(String language, String scheme, String forced) {
        Map<String, String> faults = new TreeMap<>();
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(360, 740))) {
            Page page = opened(context, faults);
            emulate(page, Map.of("prefers-color-scheme", scheme, "forced-colors", forced));
            states(language).forEach((name, answer) -> {
                show(page, answer);
                open(page);
                List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
                violations.forEach(rule -> faults.put(
                        name, rule.getHelp() + " " + rule.getNodes().get(0).getHtml()));
            });
        }

        assertEquals(Map.of(), faults);
    }

    /** 1280 × 1024 at 400 % is 320 × 256. */
    @ParameterizedTest
    @CsvSource({"en,320,256", "en,360,740", "ar,1280,900"})
    void everyPageFitsTheScreen(String language, int width, int height) throws IOException {
        Path pictures = Files.createDirectories(PICTURES.resolve(language + "-" + width));
        Map<String, String> faults = new TreeMap<>();
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(width, height))) {
            Page page = opened(context, faults);
            states(language).forEach((name, answer) -> {
                show(page, answer);
                page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(pictures.resolve(name + ".png")));
                open(page);
                Object scroll = page.evaluate("document.documentElement.scrollWidth");
                if (!scroll.equals(width)) {
                    faults.put(name, "is " + scroll + " wide");
                }
            });
        }

        assertEquals(Map.of(), faults);
    }

    @ParameterizedTest
    @CsvSource({"email-code", "phone-code", "mfa-code", "email-code-read-only", "email-code-again"})
    void fieldAndButtonAreAboveTheKeyboardOfAPhone(String state) {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(360, 740))) {
            Page page = opened(context, new TreeMap<>());
            show(page, Objects.requireNonNull(states("en").get(state), state));

            double end = page.locator("main form button").first().boundingBox().y
                    + page.locator("main form button").first().boundingBox().height;

            assertTrue(end <= ABOVE_KEYBOARD, state + " ends at " + end);
        }
    }

    /** Opens a page on which everything but our own files is refused, and whatever it reports is a fault. */
    private static Page opened(BrowserContext context, Map<String, String> faults) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> faults.put("console", message.text()));
        page.onPageError(error -> faults.put("script", error));
        page.route("**/static/**", PageStatesIT::file);
        return page;
    }

    /** Playwright's own way fails in the Turkish locale. */
    private static void emulate(Page page, Map<String, String> features) {
        JsonArray all = new JsonArray();
        features.forEach((name, value) -> {
            JsonObject feature = new JsonObject();
            feature.addProperty("name", name);
            feature.addProperty("value", value);
            all.add(feature);
        });
        JsonObject media = new JsonObject();
        media.add("features", all);
        page.context().newCDPSession(page).send("Emulation.setEmulatedMedia", media);
    }

    private static void file(Route route) {
        String name = route.request().url().replaceFirst(".*/", "").replaceFirst("-[0-9A-Z]{16}\\.", ".");
        route.fulfill(new FulfillOptions().setPath(STATIC.resolve(name)));
    }

    /** Shows an answer, with its headers, at a URL of its own. */
    private static void show(Page page, Answer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.response().headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        String url = URL + Integer.toHexString(System.identityHashCode(answer));
        page.route(
                url,
                route -> route.fulfill(
                        new FulfillOptions().setStatus(200).setHeaders(headers).setBody(answer.body())));
        page.navigate(url);
        page.unroute(url);
    }

    private static void open(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(section => section.open = true)");
    }
}
