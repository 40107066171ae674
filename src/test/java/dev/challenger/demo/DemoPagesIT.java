package dev.challenger.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.challenger.testing.Axe;
import dev.challenger.testing.Chromium;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Proves that the pages of the demo's shop and mailbox are accessible in both colour schemes, and as wide as the screen at most.
 * With the system property {@code pictures}, takes a picture of each in {@code target/demo-pages}, to be looked at.
 */
class DemoPagesIT {
    private static final boolean PICTURES = System.getProperty("pictures") != null;

    private static final String LONG_EMAIL = "a.person.with.a.long.name@subdomain.example.com";

    private static final Map<String, Object> CONFIRMED = Map.of(
            "address", Map.of("CONTACT_EMAIL", LONG_EMAIL),
            "id", 7,
            "expires", Map.of("t_s", 1_790_000_000L));

    private static final List<Map<String, String>> MESSAGES = List.of(
            message(
                    "Example Shop via Example Bank <bank@example.com>",
                    "Your code for Example Shop",
                    "",
                    "<p>12345678</p>"),
            message("Text message", "", "12345678 is your code for Example Shop.", ""),
            Map.of(
                    "from",
                    "Letter",
                    "to",
                    "Ada Lovelace, London",
                    "subject",
                    "",
                    "date",
                    "2026-11-26",
                    "pdf",
                    "a.pdf",
                    "text",
                    "",
                    "html",
                    ""));

    private static final List<State> STATES = List.of(
            new State("shop", Map.of("deleted", false)),
            new State("shop", Map.of("deleted", true)),
            new State("shop", Map.of("deleted", false, "info", CONFIRMED)),
            new State("cancelled", Map.of("later", false)),
            new State("cancelled", Map.of("later", true)),
            new State("sorry", Map.of("text", "This is not possible right now. Challenger does not answer.")),
            new State("mailbox", Map.of("messages", List.of(), "seconds", 2)),
            new State("mailbox", Map.of("messages", MESSAGES, "seconds", 10)));

    @AutoClose
    private static Chromium chromium;

    @AutoClose
    private final Site site = new Site(0);

    DemoPagesIT() throws IOException {}

    @BeforeAll
    static void startBrowser() {
        chromium = new Chromium();
    }

    private record State(String page, Map<String, ?> model) {}

    private static Map<String, String> message(String from, String subject, String text, String html) {
        return Map.of(
                "from",
                from,
                "to",
                LONG_EMAIL,
                "subject",
                subject,
                "date",
                "Thu, 26 Nov 2026 13:00:00 +0000",
                "pdf",
                "",
                "text",
                text,
                "html",
                html);
    }

    /** Shows each state at its number in the list. */
    private static final class States extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Templates pages = new Templates(Map.of(
                "shop",
                "http://shop/",
                "mailbox",
                "http://mailbox/",
                "challenger",
                "http://challenger/",
                "thing",
                "e-mail address"));

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            State state = STATES.get(Integer.parseInt(request.getServletPath().substring(1)));
            pages.write(response, 200, state.page, state.model);
        }
    }

    @Test
    void everyPageFitsAndIsAccessible() throws Exception {
        site.start(new States());
        Map<String, List<?>> faults = new TreeMap<>();
        try (BrowserContext context = chromium.newContext()) {
            Page page = context.newPage();
            Axe.prepare(context);
            CDPSession media = context.newCDPSession(page);
            for (int state = 0; state < STATES.size(); state++) {
                Chromium.emulate(media, "prefers-color-scheme", "light");
                page.navigate(site.url() + "/" + state);
                page.evaluate("document.querySelectorAll('details').forEach(section => section.open = true)");
                faults.put(state + " light", Axe.violations(page));
                faults.put(state + " wide", tooWide(page, state + "-%d-light.png"));
                Chromium.emulate(media, "prefers-color-scheme", "dark");
                faults.put(state + " dark", Axe.violationsOfColours(page));
                faults.put(state + " wide and dark", tooWide(page, state + "-%d-dark.png"));
            }
        }
        faults.values().removeIf(List::isEmpty);

        assertEquals(Map.of(), faults);
    }

    private static List<Integer> tooWide(Page page, String picture) {
        List<Integer> widths = new ArrayList<>();
        for (int width : new int[] {320, 360, 1280}) {
            page.setViewportSize(width, 740);
            if (!page.evaluate("document.documentElement.scrollWidth").equals(width)) {
                widths.add(width);
            }
            if (PICTURES) {
                page.screenshot(new ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/demo-pages", String.format(Locale.ROOT, picture, width))));
            }
        }
        return widths;
    }
}
