package dev.challenger.flow;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import dev.challenger.testing.Axe;
import dev.challenger.testing.Chromium;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drives the whole flow in every language in Debian's Chromium: address, message, a wrong code, the right code, redirect. The
 * pages and the message that a mail parser reads have the language that the person asks for. With scripts that is the language of
 * the browser, and without scripts the one that the client names. With the system property {@code pictures}, takes pictures of
 * the messages in {@code target/mails}, to be looked at.
 */
class LanguagesIT {
    private static final boolean PICTURES = System.getProperty("pictures") != null;

    /** The height of a phone of 360 × 740 that its keyboard leaves. */
    private static final int ABOVE_KEYBOARD = 400;

    /** The status of a wrong code, and a note about a person who was faster in the field than the browser. */
    private static final Pattern HARMLESS =
            Pattern.compile("responded with a status of 403|^Autofocus processing was blocked");

    private static final Pattern BACK =
            Pattern.compile(Pattern.quote(TestClient.REDIRECT_URI) + "\\?code=[0-9A-Z]{52}&state=the%20state&iss=.*");

    @AutoClose
    private static Chromium chromium;

    @AutoClose
    private static final World WORLD = World.with("budget.network", "1000/PT1H");

    private static final Map<String, Window> WINDOWS = new HashMap<>();

    private final TestClient client = WORLD.node().client();

    @BeforeAll
    static void startBrowser() {
        chromium = new Chromium();
    }

    /** A person with a browser and a screen. */
    record Visit(Language language, boolean scripts, int width) {
        /** Returns the value of {@code dir}. */
        String direction() {
            return language.direction().toString();
        }

        Texts texts() {
            return Texts.of(language);
        }

        String email() {
            return language + "." + scripts + "." + width + "@example.com";
        }

        /** Returns the additional parameters of {@code /authorize}. */
        Map<String, String> asked() {
            return scripts ? Map.of() : Map.of("ui_locales", language.tag());
        }

        Map<String, String> headers() {
            return Map.of("Accept-Language", scripts ? language.tag() : "tlh");
        }
    }

    /** English is seen in all four ways, other languages on a phone with scripts and on a desktop without. */
    static Stream<Visit> visits() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.of(true, false)
                        .flatMap(scripts -> Stream.of(360, 1280)
                                .filter(width -> language == Language.EN || scripts == (width == 360))
                                .map(width -> new Visit(language, scripts, width))));
    }

    /** A window of the browser, and what it has seen in the current visit. All languages share one, since each takes long to open. */
    private static final class Window {
        private final Page page;
        private final List<String> reports = new ArrayList<>();
        private final Set<String> languages = new TreeSet<>();

        Window(Visit visit) {
            page = chromium.newContext(new NewContextOptions()
                            .setJavaScriptEnabled(visit.scripts)
                            .setViewportSize(visit.width, 740))
                    .newPage();
            page.onConsoleMessage(message -> reports.add(message.text()));
            page.onPageError(reports::add);
            page.onResponse(response -> {
                if (isPage(response)) {
                    languages.add(String.valueOf(response.headers().get("content-language")));
                }
            });
        }

        void open(String url, Visit visit) {
            reports.clear();
            languages.clear();
            page.setExtraHTTPHeaders(visit.headers());
            page.navigate(url);
        }

        private static boolean isPage(Response response) {
            return response.request().isNavigationRequest()
                    && response.url().startsWith(WORLD.node().url())
                    && response.status() / 100 != 3;
        }
    }

    @ParameterizedTest
    @MethodSource("visits")
    void aPersonCompletesTheFlow(Visit visit) throws MessagingException {
        Window window = WINDOWS.computeIfAbsent(visit.scripts() + " " + visit.width(), any -> new Window(visit));
        Page page = window.page;
        window.open(WORLD.node().url() + client.authorizePath(client.setup(), visit.asked()), visit);

        assertIs(page, visit, "address.title");
        page.locator("#CONTACT_EMAIL").fill(visit.email());
        page.locator("main button").click();
        assertIs(page, visit, "tan.title");
        assertThat(page.locator("main strong.address")).hasText(visit.email());
        assertAboveKeyboard(page.locator("main form button").first(), visit);
        assertIs(
                WORLD.mailbox().newest(visit.email()),
                visit,
                page.locator("main .hint strong").first().innerText());
        String code = WORLD.mailbox().newestTan(visit.email());
        page.locator("#pin").fill("T-" + (code.equals("00000000") ? "11111111" : "00000000"));
        page.locator("#pin").press("Enter");
        assertThat(page.locator("#pin-error")).hasText(visit.texts().get("pin.wrong"));
        assertIs(page, visit, "tan.title");
        page.locator("#pin").fill(code);
        // The browser needs a second to find that nobody listens there.
        page.waitForRequest(BACK, () -> page.locator("#pin").press("Enter"));

        assertEquals(Set.of(visit.language().tag()), window.languages, "Content-Language of the pages");
        window.reports.removeIf(HARMLESS.asPredicate());
        assertEquals(List.of(), window.reports);
        assertEquals(List.of(), page.context().cookies());
    }

    private static void assertAboveKeyboard(Locator button, Visit visit) {
        BoundingBox box = button.boundingBox();

        assertThat(button).hasText(visit.texts().get("tan.confirm"));
        assertTrue(box.y + box.height <= ABOVE_KEYBOARD, "the button ends at " + (box.y + box.height));
    }

    /** Expects a page in the language of the visit, without a part beside the screen. */
    private static void assertIs(Page page, Visit visit, String title) {
        assertThat(page.locator("h1")).hasText(visit.texts().get(title));
        assertThat(page.locator("html")).hasAttribute("lang", visit.language().tag());
        assertThat(page.locator("html")).hasAttribute("dir", visit.direction());
        assertThat(page.locator("main")).hasCSS("direction", visit.direction());
        assertEquals(visit.width(), page.evaluate("document.documentElement.scrollWidth"));
    }

    /** Expects the message in the language of the visit. */
    private static void assertIs(MimeMessage message, Visit visit, String reference) throws MessagingException {
        Texts texts = visit.texts();
        assertEquals(
                visit.language().tag(), String.join(",", message.getHeader("Content-Language")), "Content-Language");
        assertEquals(texts.get("message.subject", "Sample Shop", reference), message.getSubject());
        String text = Mailbox.text(message);
        String html = Mailbox.html(message).orElseThrow();
        for (String sentence : List.of(
                texts.get("message.code"),
                texts.get("message.why", "Sample Shop"),
                texts.get("message.reference", reference),
                texts.get("message.keep"),
                texts.get("message.unasked"))) {
            assertTrue(text.contains(sentence), sentence + "\n" + text);
            assertTrue(html.contains(sentence), sentence + "\n" + html);
        }
        String head = "<html lang=\"" + visit.language() + "\" dir=\"" + visit.direction() + "\">";
        assertTrue(html.contains(head), head + "\n" + html);
    }

    /** Shows the messages as a mail program does. */
    @Test
    void theHtmlOfAMessageLoadsNothingIsAccessibleAndGivesTheCodeByADoubleClick() {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(360, 740))) {
            Axe.prepare(context);
            Page page = context.newPage();
            List<String> requests = new ArrayList<>();
            page.onRequest(request -> requests.add(request.url()));
            for (Language language : Language.values()) {
                Visit reader = new Visit(language, true, 0);
                Map<String, String> form = Map.of("CONTACT_EMAIL", reader.email());
                client.http().postForm("/challenge/" + client.setup(), form, "Accept-Language", language.tag());
                page.setContent(
                        Mailbox.html(WORLD.mailbox().newest(reader.email())).orElseThrow());

                page.locator("p span").first().dblclick();

                assertEquals(WORLD.mailbox().newestTan(reader.email()), page.evaluate("getSelection().toString()"));
                assertThat(page.locator("body > div")).hasCSS("direction", reader.direction());
                assertThat(page.locator("a, [href], [src], link, script, style"))
                        .hasCount(0);
                assertEquals(List.of(), Axe.violationsOfMessage(page), language.tag());
                assertEquals(360, page.evaluate("document.documentElement.scrollWidth"));
                picture(page, language);
            }
            assertEquals(List.of(), requests);
        }
    }

    private static void picture(Page page, Language language) {
        for (int width : PICTURES ? new int[] {360, 1280} : new int[0]) {
            page.setViewportSize(width, 740);
            page.evaluate("getSelection().empty()");
            for (String scheme : List.of("light", "dark")) {
                page.addStyleTag(new Page.AddStyleTagOptions().setContent(":root { color-scheme: " + scheme + " }"));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/mails", language + "-" + width + "-" + scheme + ".png")));
            }
            page.setViewportSize(360, 740);
        }
    }
}
