package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.challenger.testing.Axe;
import dev.challenger.testing.Chromium;
import dev.challenger.testing.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves that the page of every state is small, valid HTML, accessible in both directions and colour schemes, and as wide as the
 * screen at most. With the system property {@code pictures}, takes a picture of each in {@code target/states}, to be looked at.
 */
class PageStatesIT {
    private static final boolean PICTURES = System.getProperty("pictures") != null;
    private static final Path STATIC = Path.of("webapp/static");
    private static final String URL = "http://localhost:1/challenge/";

    /** A short one, one with long words, one from right to left, and one without blanks between words. */
    private static final List<String> LANGUAGES = List.of("en", "de", "ar", "ja");

    /** One for each direction. With pictures, which take long too, all are judged. */
    private static final List<String> JUDGED = PICTURES ? LANGUAGES : List.of("en", "ar");

    /** 1280 × 1024 at 400 % is 320 × 256. The last one is that of {@link #PHONE}, for the rules of accessibility. */
    private static final List<Screen> SCREENS =
            List.of(new Screen(320, 256), new Screen(1280, 900), new Screen(360, 740));

    /** The most bytes of a page in English with an operator's links. In other scripts a letter has two or three. */
    private static final int LARGEST_PAGE = 4_352;

    /** The values of media features in which pictures are taken, with the names of the features. */
    private static final Map<String, String> LOOKS =
            Map.of("light", "prefers-color-scheme", "dark", "prefers-color-scheme", "active", "forced-colors");

    private static final NewContextOptions PHONE = new NewContextOptions().setViewportSize(360, 740);

    /** The height of a phone of 360 × 740 that its keyboard leaves. */
    private static final int ABOVE_KEYBOARD = 400;

    private static final HtmlValidator HTML = new HtmlValidator();

    @TempDir
    private static Path directory;

    @AutoClose
    private static Chromium chromium;

    private static Map<String, Map<String, Answer>> states = Map.of();

    @BeforeAll
    static void start() {
        chromium = new Chromium();
        states = PageStates.in(LANGUAGES, directory);
    }

    private record Screen(int width, int height) {}

    private static Map<String, Answer> states(String language) {
        return Objects.requireNonNull(states.get(language));
    }

    private static Answer state(String name) {
        return Objects.requireNonNull(states("en").get(name), name);
    }

    private static List<String> languages() {
        return LANGUAGES;
    }

    @Test
    void everyPageIsValidHtmlInItsLanguage() throws Exception {
        Map<String, Object> faults = new TreeMap<>();
        for (String language : LANGUAGES) {
            for (Map.Entry<String, Answer> state : states(language).entrySet()) {
                String name = state.getKey() + " " + language;
                keep(faults, name, HTML.faults(state.getValue().body()));
                assertEquals(language, state.getValue().header("Content-Language"), name);
            }
        }

        assertEquals(Map.of(), faults);
    }

    @Test
    void everyPageIsSmall() {
        states("en").forEach((name, answer) -> {
            int size = answer.body().getBytes(StandardCharsets.UTF_8).length;
            assertTrue(size <= LARGEST_PAGE, name + " has " + size + " bytes");
        });
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
        String body = state(state).body();

        assertTrue(body.contains("<h1>" + heading + "</h1>"), body);
    }

    private static void keep(Map<String, Object> faults, String name, List<?> found) {
        if (!found.isEmpty()) {
            faults.put(name, found);
        }
    }

    /**
     * Loads each page once. The rules of accessibility apply to one language of each direction, and those about colours to each
     * colour scheme.
     */
    @ParameterizedTest
    @MethodSource("languages")
    void everyPageFitsAndIsAccessible(String language) {
        boolean judged = JUDGED.contains(language);
        Map<String, Object> faults = new TreeMap<>();
        try (BrowserContext context = chromium.newContext(PHONE)) {
            Page page = opened(context, faults);
            if (judged) {
                Axe.prepare(context);
            }
            CDPSession media = context.newCDPSession(page);
            states(language).forEach((name, answer) -> {
                Chromium.emulate(media, "prefers-color-scheme", "light");
                show(page, answer);
                picture(page, media, language + "-%d-%s/" + name + ".png");
                open(page);
                keep(
                        faults,
                        name + " is wider than",
                        SCREENS.stream().filter(screen -> !fits(page, screen)).toList());
                if (judged) {
                    judge(page, media).forEach((colours, found) -> keep(faults, name + " " + colours, found));
                }
            });
        }

        assertEquals(Map.of(), faults);
    }

    private static boolean fits(Page page, Screen screen) {
        page.setViewportSize(screen.width, screen.height);
        return page.evaluate("document.documentElement.scrollWidth").equals(screen.width);
    }

    private static Map<String, List<?>> judge(Page page, CDPSession media) {
        Chromium.emulate(media, "prefers-color-scheme", "light");
        List<?> light = Axe.violations(page);
        Chromium.emulate(media, "prefers-color-scheme", "dark");
        List<?> dark = Axe.violationsOfColours(page);
        Chromium.emulate(media, "forced-colors", "active");
        return Map.of("light", light, "dark", dark, "forced colours", Axe.violationsOfColours(page));
    }

    /** @param file with places for the width of the screen and the look */
    private static void picture(Page page, CDPSession media, String file) {
        for (int width : PICTURES ? new int[] {360, 1280} : new int[0]) {
            page.setViewportSize(width, 740);
            LOOKS.forEach((look, feature) -> {
                Chromium.emulate(media, feature, look);
                Path path = Path.of("target/states", String.format(Locale.ROOT, file, width, look));
                page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(path));
            });
        }
    }

    /** Otherwise the tests above would see no violation of the policy either. */
    @Test
    void aViolationOfTheContentSecurityPolicyWouldBeReported() {
        Map<String, Object> faults = new TreeMap<>();
        try (BrowserContext context = chromium.newContext(PHONE)) {
            Page page = opened(context, faults);
            show(page, state("email-root"), "<p style=\"color: red\">");
            page.waitForTimeout(50);
        }

        assertTrue(
                faults.getOrDefault("console", "").toString().contains("Content Security Policy"), faults.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "email-code",
        "phone-code",
        "mfa-code",
        "postal-code",
        "email-code-read-only",
        "email-code-again",
        "postal-code-again",
        "email-code-wrong",
        "postal-code-wrong",
        "postal-code-waiting",
        "mfa-code-wrong",
        "mfa-code-early",
    })
    void fieldAndButtonAreAboveTheKeyboardOfAPhone(String state) {
        try (BrowserContext context = chromium.newContext(PHONE)) {
            Page page = opened(context, new TreeMap<>());
            show(page, state(state));

            double end = page.locator("main form button").first().boundingBox().y
                    + page.locator("main form button").first().boundingBox().height;

            assertTrue(end <= ABOVE_KEYBOARD, state + " ends at " + end);
        }
    }

    /** Opens a page on which everything but our own files is refused, and whatever it reports is a fault. */
    private static Page opened(BrowserContext context, Map<String, Object> faults) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> faults.put("console", message.text()));
        page.onPageError(error -> faults.put("script", error));
        page.route("**/static/**", PageStatesIT::file);
        return page;
    }

    private static void file(Route route) {
        String name = route.request().url().replaceFirst(".*/", "").replaceFirst("-[0-9A-Z]{16}\\.", ".");
        route.fulfill(new FulfillOptions().setPath(STATIC.resolve(name)));
    }

    private static void show(Page page, Answer answer) {
        show(page, answer, "");
    }

    /** Shows an answer, with its headers, at a URL of its own. */
    private static void show(Page page, Answer answer, String more) {
        Map<String, String> headers = new TreeMap<>();
        answer.response().headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        String url = URL + Integer.toHexString(System.identityHashCode(answer));
        page.route(
                url,
                route -> route.fulfill(
                        new FulfillOptions().setStatus(200).setHeaders(headers).setBody(answer.body() + more)));
        page.navigate(url);
        page.unroute(url);
    }

    private static void open(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(section => section.open = true)");
    }
}
