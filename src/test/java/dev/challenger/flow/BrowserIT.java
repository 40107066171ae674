package dev.challenger.flow;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.challenger.client.Client;
import dev.challenger.client.Instances;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.mfa.Verdict;
import dev.challenger.secret.Hash;
import dev.challenger.testing.Axe;
import dev.challenger.testing.Chromium;
import dev.challenger.testing.Http;
import dev.challenger.testing.Node;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.PathProxy;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.transmission.letter.PrintedLetter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that people can use the pages in Debian's Chromium, and that axe finds no violation of WCAG 2.2 AA. */
class BrowserIT {
    private static final Pattern BACK =
            Pattern.compile(Pattern.quote(TestClient.REDIRECT_URI) + "\\?code=[0-9A-Z]{52}&.*");

    @AutoClose
    private static Chromium chromium;

    private static final Map<String, String> SETTINGS = Map.of(
            "address.hint", TestClient.ADDRESS,
            "test.addresses", "walk@example.com=40718265",
            "test.until", "2026-12-31",
            "budget.network", "1000000/PT1H");

    /** All tests share one world, because each takes long to start. No test relies on the rows of another. */
    @AutoClose
    private static final World WORLD = World.with(SETTINGS);

    private final TestClient client = WORLD.node().client();

    @BeforeAll
    static void startBrowser() {
        chromium = new Chromium();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPersonCompletesTheFlowWithAndWithoutScripts(boolean scripts) {
        try (BrowserContext context = chromium.newContext(
                new NewContextOptions().setJavaScriptEnabled(scripts).setViewportSize(360, 740))) {
            Page page = open(context);

            page.getByLabel("E-mail").fill("nonsense");
            page.getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByLabel("E-mail")).hasValue("nonsense");
            assertThat(page.getByLabel("E-mail")).hasAttribute("aria-invalid", "true");
            page.getByLabel("E-mail").fill(TestClient.ADDRESS);
            page.getByRole(AriaRole.BUTTON).first().click();

            assertThat(page.locator("main")).containsText(TestClient.ADDRESS);
            page.locator("#pin").fill("T-" + wrong());
            page.keyboard().press("Enter");
            assertThat(page.locator("#pin")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#pin-left")).hasText("You have two attempts left.");
            page.locator("#pin").fill("T-" + WORLD.mailbox().newestTan());
            andReturn(page, () -> page.keyboard().press("Enter"));
        }
    }

    @Test
    void aPersonCanChangeTheAddressAndRequestAnotherMessage() {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = open(context);
            int before = WORLD.mailbox().messages().size();
            enter(page, "tpyo@example.com");

            click(page, "Change");
            page.getByLabel("E-mail address").fill(TestClient.ADDRESS);
            click(page, "Send code to this address");
            assertThat(page.locator("main strong.address")).hasText(TestClient.ADDRESS);

            WORLD.clock().advance(Duration.ofMinutes(5));
            click(page, "No message?");
            click(page, "Load this page again");
            click(page, "Send again");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("The message is on its way.");
            assertEquals(before + 3, WORLD.mailbox().messages().size());
        }
    }

    /** People leave the page to read the message, and a phone may discard the tab meanwhile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPersonWhoComesBackFindsThePageAndLosesNothing(boolean scripts) {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setJavaScriptEnabled(scripts));
                BrowserContext elsewhere = chromium.newContext()) {
            Page page = open(context);
            enter(page, TestClient.ADDRESS);
            page.locator("#pin").fill("T-" + wrong());
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).containsText("You have two attempts left.");

            for (BrowserContext browser : List.of(context, elsewhere)) {
                Page restored = browser.newPage();
                restored.navigate(page.url());
                assertThat(restored.locator("main")).containsText("You have two attempts left.");
                // A tab in the background receives no keys.
                restored.close();
            }
            if (scripts) {
                page.reload();
                assertThat(page.locator("main")).containsText("You have two attempts left.");
                assertThat(page.locator("#pin-error")).hasCount(0);
                page.goBack();
                assertThat(page.locator("main")).containsText("You have two attempts left.");
            }
            page.locator("#pin").fill("T-" + WORLD.mailbox().newestTan());
            andReturn(page, () -> page.keyboard().press("Enter"));
        }
    }

    @Test
    void aPersonValidatesAPhoneNumber(@TempDir Path directory) {
        Outbox outbox = new Outbox(directory);
        Map<String, String> phones = Map.of(
                "address.type",
                "phone",
                "phone.countries",
                "CH",
                "phone.default-country",
                "CH",
                "command.phone",
                outbox.command());
        try (World other = World.with(phones);
                BrowserContext context = chromium.newContext()) {
            Axe.prepare(context);
            Page page = open(context, other.node());

            page.getByLabel("Mobile phone number").fill("+1 876 555 0123");
            andThen(page, () -> page.getByRole(AriaRole.BUTTON).first().click());
            assertThat(page.locator("#CONTACT_PHONE-error")).containsText("of this country");
            assertThat(page.getByLabel("Mobile phone number")).hasValue("+1 876 555 0123");
            judge(page);
            page.getByLabel("Mobile phone number").fill("079 123 45 67");
            andThen(page, () -> page.getByRole(AriaRole.BUTTON).first().click());
            assertThat(page.locator("main strong.address")).hasText("+41 79 123 45 67");
            judge(page);
            page.locator("#pin").fill("T-" + outbox.newestTan());
            andReturn(page, () -> page.keyboard().press("Enter"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPersonValidatesAPostalAddress(boolean scripts, @TempDir Path directory) throws Exception {
        try (World other = World.with(
                        "address.type", "postal",
                        "post.origin", "de-CH",
                        "senders.post", "spool",
                        "sender.spool.folder", directory.toString());
                BrowserContext context = chromium.newContext(
                        new NewContextOptions().setJavaScriptEnabled(scripts).setViewportSize(360, 740))) {
            Axe.prepare(context);
            Page page = open(context, other.node());

            page.getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.locator("[aria-invalid]")).hasCount(3);
            assertThat(page.getByLabel("Name")).isFocused();
            page.getByLabel("Name").fill("Ada Lovelace");
            page.getByLabel("Street, postal code and city").fill("Bahnhofstrasse 1\n8001 Zürich");
            page.getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByLabel("Country")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("Street, postal code and city")).hasValue("Bahnhofstrasse 1\n8001 Zürich");
            if (scripts) {
                judge(page);
            }
            if (scripts) {
                page.getByLabel("Country").selectOption("Switzerland");
            } else {
                page.getByLabel("Country").fill("ch");
            }
            page.getByRole(AriaRole.BUTTON).first().click();

            assertThat(page.locator("main strong.address"))
                    .hasText("Ada Lovelace, Bahnhofstrasse 1, 8001 Zürich, Switzerland");
            other.clock().advance(Duration.ofDays(7));
            page.locator("main a", new LocatorOptions().setHasText("http")).click();
            click(page, "Send again");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("The letter is on its way.");
            String code = newestCode(directory);
            if (scripts) {
                AtomicInteger entries = new AtomicInteger();
                page.onRequest(request -> entries.addAndGet(request.method().equals("POST") ? 1 : 0));
                // The node does not listen at its public URL.
                String here =
                        page.url().replaceFirst("(https?://[^/]+).*", "$1") + code.replaceFirst("https?://[^/]+", "");
                page.navigate("about:blank");
                page.navigate(here);
                assertThat(page.locator("#pin")).hasValue(code.substring(code.length() - 8));
                assertEquals(here.replaceFirst("#.*", ""), page.url());
                assertEquals(0, entries.get());
            } else {
                page.locator("#pin").fill(code.substring(code.length() - 8));
            }
            andReturn(page, () -> page.locator("#pin").press("Enter"));
        }
    }

    /** Returns the contents of the QR code on the second of two letters. */
    private static String newestCode(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> letters = files.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .toList();
            assertEquals(2, letters.size());
            try (PrintedLetter letter = new PrintedLetter(Files.readAllBytes(letters.get(1)))) {
                return letter.code();
            }
        }
    }

    /** Runs behind a proxy that publishes the service under another path. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPersonConfirmsAnOperationAndComesBack(boolean scripts) {
        try (PathProxy proxy = new PathProxy();
                BrowserContext context = chromium.newContext(
                        new NewContextOptions().setJavaScriptEnabled(scripts).setViewportSize(360, 740))) {
            proxy.leadTo(WORLD.node().url());
            Instances all = new Instances(List.of("sample-*"));
            WORLD.node()
                    .challenger()
                    .clients()
                    .add(Client.fresh("Shop", List.of(TestClient.REDIRECT_URI)), all, Optional.empty());
            Page page = context.newPage();
            page.route(
                    TestClient.REDIRECT_URI, route -> route.fulfill(new FulfillOptions().setBody("back at the shop")));
            page.navigate(proxy.url() + challenge("instance_deletion") + "?"
                    + Http.form(Map.of("redirect_uri", TestClient.REDIRECT_URI)));

            assertThat(page.locator("main")).containsText("Delete the shop sample-shop");
            page.getByRole(AriaRole.BUTTON).click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The message is on its way.");
            page.getByLabel("Code").fill("T-" + wrong());
            page.keyboard().press("Enter");
            assertThat(page.getByLabel("Code")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("Code")).isFocused();
            page.getByLabel("Code").fill("T-" + WORLD.mailbox().newestTan());
            page.keyboard().press("Enter");

            page.waitForURL(TestClient.REDIRECT_URI);
            assertThat(page.locator("body")).hasText("back at the shop");
            assertTrue(context.cookies().isEmpty());
        }
    }

    /** Demands a confirmation, and returns the path of the challenge's page. */
    private String challenge(String operation) {
        Factor person = new Factor(TanChannel.EMAIL, TestClient.ADDRESS);
        Verdict.Pending pending = (Verdict.Pending) WORLD.node()
                .challenger()
                .challenges()
                .demand(new Demand("sample-shop", operation, List.of(person)), Hash.of(operation), List.of());
        return "/instances/sample-shop/challenge/" + pending.challenges().get(0).challengeId();
    }

    /** A second submission would cost an attempt: of the next code, or of a validation that is solved. */
    @Test
    void theEighthDigitSubmitsTheCodeOnce() {
        try (BrowserContext context = chromium.newContext()) {
            Page page = open(context);
            enter(page, TestClient.ADDRESS);
            assertThat(page.locator("#pin")).isFocused();
            AtomicInteger entries = new AtomicInteger();
            page.onRequest(request -> entries.addAndGet(request.url().contains("/solve/") ? 1 : 0));

            andThen(page, () -> page.keyboard().type(wrong()));
            assertThat(page.locator("#pin-left")).hasText("You have two attempts left.");
            assertEquals(1, entries.get());
            // A person who corrects an entry submits it.
            page.keyboard().type(WORLD.mailbox().newestTan());
            page.waitForTimeout(200);
            assertEquals(1, entries.get());
            andReturn(page, () -> page.keyboard().press("Enter"));
            assertEquals(2, entries.get());
        }
    }

    @Test
    void theButtonForAnotherMessageCountsDownAndThenWorks() {
        try (BrowserContext context = chromium.newContext()) {
            context.addInitScript("window.later = 0; const now = Date.now; Date.now = () => now() + window.later;");
            Page page = open(context);
            enter(page, TestClient.ADDRESS);
            Locator button = page.locator("details button").first();

            assertThat(button).isDisabled();
            assertThat(button).hasText(Pattern.compile("Send again \\((1:00|0:5[0-9])\\)"));
            assertThat(button).not().isVisible();
            page.evaluate("later = 45000");
            assertThat(button).hasText(Pattern.compile("Send again \\(0:(1[0-5]|0[0-9])\\)"));
            page.evaluate("later = 61000");

            assertThat(button).isVisible();
            assertThat(button).isEnabled();
            assertThat(button).hasText("Send again");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("You can ask for another message now.");
        }
    }

    /** The browser may neither keep nor read anything, and reports what the Content-Security-Policy forbids. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "ja"})
    void aPersonNeedsOnlyTheKeyboardAndNoStorage(String language) {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(360, 740))) {
            context.addInitScript("""
                    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"]) {
                        Object.defineProperty(window, name, {get: () => { throw new Error("storage"); }});
                    }
                    Object.defineProperty(document, "cookie", {get: () => { throw new Error("cookie"); }});
                    """);
            Page page = open(context, WORLD.node(), Map.of("ui_locales", language));
            List<String> reports = new ArrayList<>();
            page.onConsoleMessage(message -> reports.add(message.text()));
            page.onPageError(reports::add);

            tabTo(page, "#CONTACT_EMAIL");
            page.keyboard().type("tpyo@example.com");
            andThen(page, () -> page.keyboard().press("Enter"));
            tabTo(page, "main p a");
            page.keyboard().press("Enter");
            tabTo(page, "#CONTACT_EMAIL");
            page.keyboard().press("Control+A");
            page.keyboard().type(TestClient.ADDRESS);
            tabTo(page, "details form:last-of-type button");
            andThen(page, () -> page.keyboard().press("Space"));
            tabTo(page, "#pin");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            andThen(page, () -> page.keyboard().type(wrong()));
            page.keyboard().type("T-" + WORLD.mailbox().newestTan());
            tabTo(page, "main form button");
            andReturn(page, () -> page.keyboard().press("Enter"));
            reports.removeIf(report -> report.endsWith("responded with a status of 403 (Forbidden)"));
            assertEquals(List.of(), reports);
        }
    }

    private static void tabTo(Page page, String selector) {
        for (int stop = 0; stop < 20; stop++) {
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        fail("the tab key does not lead to " + selector);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPersonWhoCancelsReturnsToTheClient(boolean scripts) {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setJavaScriptEnabled(scripts))) {
            Page page = open(context);
            enter(page, TestClient.ADDRESS);

            page.waitForRequest(
                    Pattern.compile(
                            Pattern.quote(TestClient.REDIRECT_URI)
                                    + "\\?error=access_denied&error_description=The%20person%20cancelled\\.&state=the%20state&iss=.*"),
                    () -> click(page, "Cancel and return to Sample Shop"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMistypedProviderIsAskedAbout(boolean scripts) {
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setJavaScriptEnabled(scripts))) {
            Page page = open(context);
            int before = WORLD.mailbox().messages().size();
            enter(page, "person.1@gmial.com");
            assertThat(page.locator("h1")).hasText("Did you mean person.1@gmail.com?");
            assertEquals(before, WORLD.mailbox().messages().size());

            click(page, scripts ? "Use person.1@gmail.com" : "Send to person.1@gmial.com anyway");

            assertThat(page.locator("strong.address")).hasText(scripts ? "person.1@gmail.com" : "person.1@gmial.com");
            assertEquals(before + 1, WORLD.mailbox().messages().size());
        }
    }

    @Test
    void injectedScriptsNeverRun() {
        try (BrowserContext context = chromium.newContext()) {
            Page page = context.newPage();
            String nonce =
                    client.setup("{\"CONTACT_EMAIL\": \"<script>document.title='owned'</script>\\\"'><img src=x>\"}");
            page.navigate(WORLD.node().url() + client.authorizePath(nonce, Map.of()));

            assertThat(page.getByLabel("E-mail")).hasValue("<script>document.title='owned'</script>\"'><img src=x>");
            assertEquals(0, page.locator("main img").count());
        }
    }

    private Page open(BrowserContext context) {
        return open(context, WORLD.node());
    }

    private static Page open(BrowserContext context, Node service) {
        return open(context, service, Map.of());
    }

    /** @param more additional parameters of {@code /authorize} */
    private static Page open(BrowserContext context, Node service, Map<String, String> more) {
        TestClient client = service.client();
        Page page = context.newPage();
        page.route(
                TestClient.REDIRECT_URI + "**",
                route -> route.fulfill(new FulfillOptions().setBody("back at the client")));
        page.navigate(service.url() + client.authorizePath(client.setup(), more));
        assertTrue(context.cookies().isEmpty());
        return page;
    }

    /** Clicks the link, button or summary with this text. Playwright's roles have names that the Turkish locale spoils. */
    private static void click(Page page, String text) {
        Pattern whole = Pattern.compile("^\\s*" + text.replaceAll("[.?]", "\\\\$0") + "\\s*$");
        page.locator("a, button, summary")
                .filter(new FilterOptions().setHasText(whole))
                .click();
    }

    private static void enter(Page page, String address) {
        page.getByLabel("E-mail").fill(address);
        page.getByLabel("E-mail").press("Enter");
    }

    /** Performs an action that leads back to the client with a code. The browser needs a second to find that nobody listens there. */
    private static void andReturn(Page page, Runnable action) {
        page.waitForRequest(BACK, action);
    }

    /** Performs an action that leads to another page, and waits for that page. */
    private static void andThen(Page page, Runnable action) {
        page.evaluate("document.body.dataset.left = 'yes'");
        action.run();
        page.locator("body:not([data-left])").waitFor();
        page.waitForLoadState();
    }

    /** Returns a wrong TAN of the right form. */
    private String wrong() {
        return WORLD.mailbox().newestTan().equals("00000000") ? "11111111" : "00000000";
    }

    private static void judge(Page page) {
        assertEquals(List.of(), Axe.violations(page), page.title());
    }
}
