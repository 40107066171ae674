package dev.challenger.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.AddressType;
import dev.challenger.demo.Demo.Ports;
import dev.challenger.testing.Browser;
import dev.challenger.testing.Browser.Page;
import dev.challenger.testing.Http;
import dev.challenger.testing.TestDatabase;
import dev.challenger.transmission.letter.PrintedLetter;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the demo with the built WAR, and goes through it as a person with a browser without scripts. */
class DemoIT {
    private static final Pattern TAN = Pattern.compile("\\b\\d{8}\\b");

    private static TestDatabase database;
    private static Demo demo;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.fresh();
        demo = new Demo(AddressType.EMAIL, new Ports(0, 0, 0), quiet());
        demo.start(database);
    }

    @AfterAll
    static void stop() {
        demo.close();
        database.close();
    }

    @Test
    void aPersonCompletesTheFlowWithoutScripts() throws Exception {
        Page shop = browser.open(demo.shopUrl());
        assertTrue(shop.html().contains("Confirm my e-mail address"), shop.html());

        Page address = browser.submit(shop, Map.of());
        assertTrue(address.url().toString().startsWith(demo.challengerUrl() + "authorize/"));
        Page tan = browser.submit(address, Map.of("CONTACT_EMAIL", "Person+demo@example.com"));
        Page done = browser.submit(tan, Map.of("pin", newestTan("Person+demo@example.com")));

        assertEquals(demo.shopUrl(), done.url().toString());
        assertTrue(done.html().contains("<dd>Person+demo@example.com</dd>"), done.html());
        assertTrue(done.html().matches("(?s).*Validation</dt><dd>\\d+</dd>.*"), done.html());
        assertTrue(done.html().matches("(?s).*Valid until</dt><dd>\\d+ [A-Z][a-z]+ 20\\d\\d</dd>.*"), done.html());
        assertEquals(done.html(), browser.open(demo.shopUrl()).html());
    }

    @Test
    void theDemoLinksAReportOfAMadeUpWeek() throws Exception {
        String url = demo.mailboxUrl() + "report";
        assertTrue(browser.open(demo.shopUrl()).html().contains("href=\"" + url + "\""));

        String report = browser.open(url).html();

        assertTrue(report.contains("Made-up numbers of a fictitious shop."), report);
        assertTrue(report.contains("<li>silent.example: only"), report);
    }

    @Test
    void theOwnerDeletesTheShopWithACode() throws Exception {
        Page shop = browser.open(demo.shopUrl());

        Page asked = browser.submit(shop, Map.of("shop", "sample-shop"));
        assertTrue(asked.url().toString().startsWith(demo.challengerUrl() + "instances/sample-shop/challenge/"));
        assertTrue(asked.html().contains("Delete the shop sample-shop"), asked.html());
        Page tooSoon = browser.open(demo.shopUrl() + "confirmed");
        assertTrue(tooSoon.html().contains(">Send code</button>"), tooSoon.html());
        Page sent = browser.submit(asked, Map.of());
        Page deleted = browser.submit(sent, Map.of("tan", newestTan("owner@demo.example")));

        assertEquals(demo.shopUrl(), deleted.url().toString());
        assertTrue(deleted.html().contains("The shop is deleted"), deleted.html());
        Page open = browser.submit(deleted, Map.of());
        Page again = browser.submit(open, Map.of("shop", "sample-shop"));
        assertTrue(again.html().contains(">Send code</button>"), again.html());
    }

    @Test
    void aCustomerWhoCancelsIsBackInTheShop() throws Exception {
        Page asked = browser.submit(browser.open(demo.shopUrl()), Map.of());
        Matcher cancel = Pattern.compile("class=\"cancel\" href=\"([^\"]*)\"").matcher(asked.html());
        assertTrue(cancel.find(), asked.html());

        Page shop = browser.open(cancel.group(1).replace("&amp;", "&"));

        assertEquals(200, shop.status());
        assertTrue(shop.html().contains("Your address is not confirmed"), shop.html());
        assertTrue(shop.html().contains(">Confirm my e-mail address</button>"), shop.html());
    }

    @Test
    void theShopRefusesAResponseThatBelongsToAnotherBrowser() throws Exception {
        String state = state(browser.submit(browser.open(demo.shopUrl()), Map.of()));
        Browser another = new Browser();
        another.open(demo.shopUrl());

        Page sorry = another.open(callback(state, demo.challengerUrl()));

        assertEquals(400, sorry.status());
        assertTrue(sorry.html().contains("Sorry"), sorry.html());
    }

    @Test
    void theShopRefusesAResponseFromAnotherIssuer() throws Exception {
        String state = state(browser.submit(browser.open(demo.shopUrl()), Map.of()));

        Page sorry = browser.open(callback(state, "http://evil.example/"));

        assertEquals(400, sorry.status());
        assertTrue(sorry.html().contains("Sorry"), sorry.html());
    }

    @Test
    void theShopReportsThatChallengerRefusedTheCode() throws Exception {
        String state = state(browser.submit(browser.open(demo.shopUrl()), Map.of()));

        Page sorry = browser.open(callback(state, demo.challengerUrl()));

        assertEquals(502, sorry.status());
        assertTrue(sorry.html().contains("Challenger says: "), sorry.html());
    }

    private void validateByLetter(Demo other) throws Exception {
        Page address = browser.submit(browser.open(other.shopUrl()), Map.of());
        Page tan = browser.submit(
                address,
                Map.of(
                        "CONTACT_NAME",
                        "Ada Lovelace",
                        "ADDRESS_LINES",
                        "Marktgasse 7, 8001 Zürich",
                        "ADDRESS_COUNTRY",
                        "CH"));
        String mailbox = browser.open(other.mailboxUrl()).html();
        Matcher letter = Pattern.compile("letters/[^\"]*\\.pdf").matcher(mailbox);
        assertTrue(letter.find(), mailbox);
        String code;
        try (InputStream pdf =
                        URI.create(other.mailboxUrl() + letter.group()).toURL().openStream();
                PrintedLetter printed = new PrintedLetter(pdf.readAllBytes())) {
            code = printed.code();
        }
        assertTrue(code.startsWith(other.challengerUrl() + "challenge/"), code);
        Page done = browser.submit(tan, Map.of("pin", code.substring(code.length() - 8)));
        assertTrue(done.html().contains("<dd>Ada Lovelace, Marktgasse 7, 8001 Zürich, CH</dd>"), done.html());
    }

    @Test
    void aSecondDemoUsesOtherPortsAndLeavesNoFiles() throws Exception {
        Ports taken = new Ports(port(demo.challengerUrl()), port(demo.shopUrl()), port(demo.mailboxUrl()));
        Demo second = new Demo(AddressType.POSTAL, taken, quiet());
        RunningWar war;
        List<String> urls;
        try (TestDatabase another = TestDatabase.fresh();
                second) {
            war = second.start(another);
            urls = List.of(second.challengerUrl(), second.shopUrl(), second.mailboxUrl());
            for (String url : urls) {
                assertEquals(200, browser.open(url).status());
            }
            validateByLetter(second);
        }

        assertEquals(0, war.join());
        assertFalse(Files.exists(second.directory()));
        for (String url : urls) {
            assertThrows(ConnectException.class, () -> browser.open(url));
        }
        assertNotEquals(demo.shopUrl(), second.shopUrl());
        assertEquals(200, browser.open(demo.challengerUrl()).status());
    }

    private String newestTan(String recipient) throws Exception {
        String mailbox = browser.open(demo.mailboxUrl()).html();
        int message = mailbox.indexOf("<dd>" + recipient + "</dd>");
        assertTrue(message >= 0, mailbox);
        Matcher tan = TAN.matcher(mailbox);
        assertTrue(tan.find(message), mailbox);
        return tan.group();
    }

    private static String state(Page authorize) {
        Matcher state =
                Pattern.compile("[?&]state=([^&]*)").matcher(authorize.url().toString());
        assertTrue(state.find());
        return state.group(1);
    }

    private static String callback(String state, String issuer) {
        String iss = issuer.substring(0, issuer.length() - 1);
        return demo.shopUrl() + "callback?" + Http.form(Map.of("code", "NOCODE", "state", state, "iss", iss));
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }

    private static PrintStream quiet() {
        return new PrintStream(PrintStream.nullOutputStream(), true);
    }
}
