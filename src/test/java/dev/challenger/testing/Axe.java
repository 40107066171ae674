package dev.challenger.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** The rules of axe-core for the accessibility of a page, run in the page itself. */
public final class Axe {
    /** The rules whose result depends on the colours of a page. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    /** The rules that follow from WCAG 2.2 AA. The others are about whole pages, with headings and landmarks. */
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** Frames are left out: axe waits for scripts in them, which a sandbox forbids. */
    private static final String RUN = """
            (runOnly) => axe.run(document, {
                resultTypes: ["violations"],
                preload: false,
                iframes: false,
                ...(runOnly ? {runOnly} : {})
            }).then(found => found.violations.map(rule => rule.help + ": " + rule.nodes[0].html))
            """;

    private Axe() {}

    /** Prepares the pages of a browser window that are loaded from now on. */
    public static void prepare(BrowserContext context) {
        context.addInitScript(AxeBuilder.getAxeScript());
    }

    /** Returns the rules that a page violates, each with the first element that does. */
    public static List<?> violations(Page page) {
        return (List<?>) page.evaluate(RUN);
    }

    /** Returns the same for the rules about colours alone, on a page that was judged before with other colours. */
    public static List<?> violationsOfColours(Page page) {
        return (List<?>) page.evaluate(RUN, Map.of("type", "rule", "values", COLOURS));
    }

    /** Returns the same for the HTML of a message, which other pages frame. */
    public static List<?> violationsOfMessage(Page page) {
        return (List<?>) page.evaluate(RUN, Map.of("type", "tag", "values", WCAG));
    }
}
