package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.mfa.Verdict;
import dev.challenger.secret.Hash;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proves which language a person gets: that of {@code ui_locales}, else that of the order or demand, else that of the browser,
 * else the operator's default, and always the same on pages and in messages, also in those that go out later.
 */
class LanguageChoiceIT {
    private static final Pattern OFFERED = Pattern.compile("\\?ui_locales=([A-Za-z-]+)\"");

    private static final Pattern TO_GERMAN = Pattern.compile("href=\"([^\"]+)\" lang=\"de\"");
    private static final String UNKNOWN = "0000000000000000000000000000000000000000000000000000";

    @AutoClose
    private static final World WORLD = World.with("budget.network", "1000/PT1H", "budget.client", "1000/PT1H");

    /** A node of the same service whose operator speaks other languages. */
    private static final Node SWEDISH = WORLD.another("language.default", "sv", "language.offered", "de,fr");

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();
    /** No other test has messages to it. */
    private final String email = UUID.randomUUID() + "@example.com";

    private static Answer browse(Http http, String path, String accepted) {
        return http.get(path, "Accept", Http.BROWSER, "Accept-Language", accepted);
    }

    private Answer browse(String path, String accepted) {
        return browse(http, path, accepted);
    }

    private Answer submit(String path, Map<String, String> form, String accepted) {
        return http.postForm(path, form, "Accept", Http.BROWSER, "Accept-Language", accepted);
    }

    private Answer address(String path, String accepted) {
        return submit(path, Map.of("CONTACT_EMAIL", email), accepted);
    }

    /** Expects a page that says by all means that it is in this language. */
    private static void assertPage(String tag, Answer page) {
        Language language = Language.parse(tag).orElseThrow();
        String html = "<html lang=\"" + tag + "\" dir=\"" + language.direction() + "\">";
        assertTrue(page.body().contains(html), "not " + tag + ": " + page.body());
        assertEquals(tag, page.header("Content-Language"));
        assertEquals("Accept, Accept-Language", page.header("Vary"));
    }

    private void assertMessage(String tag) throws MessagingException {
        MimeMessage message = WORLD.mailbox().newest(email);
        assertEquals(tag, String.join(",", message.getHeader("Content-Language")));
        Texts texts = Texts.of(Language.parse(tag).orElseThrow());
        assertTrue(Mailbox.text(message).startsWith(texts.get("message.code")), Mailbox.text(message));
    }

    @Test
    void theOrderDecidesBeforeTheBrowser() throws MessagingException {
        String nonce = client.setup();

        assertPage("de", browse(client.authorizePath(nonce, Map.of("ui_locales", "tlh de-CH fr")), "fr"));
        assertPage("de", address("/challenge/" + nonce, "fr"));
        assertMessage("de");
    }

    @Test
    void aPushedOrderDecidesBeforeTheBrowserAndStays() throws MessagingException {
        Answer pushed = client.push(Map.of("ui_locales", "tlh ja en"));
        String start = "/authorize?client_id=" + client.id() + "&request_uri="
                + Http.encode(pushed.json().path("request_uri").asText());
        String path = "/" + browse(start, "fr").header("Location");
        String nonce = path.replaceFirst("/authorize/([^?]*).*", "$1");

        assertPage("ja", browse(path, "fr"));
        assertPage("it", browse(path + "&ui_locales=it", "fr"));
        assertPage("ja", address("/challenge/" + nonce, "fr"));
        assertMessage("ja");
    }

    @Test
    void aProgramThatShowsPagesOfItsOwnChoosesForItsUser() throws MessagingException {
        String nonce = client.setup();
        http.get(client.authorizePath(nonce, Map.of("ui_locales", "pl")));

        Answer created = client.challenge(nonce, email);

        assertEquals("", created.header("Content-Language"), "JSON is for programs");
        assertMessage("pl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it;q=0.5, de;q=0.8, en;q=0.1 | de",
                "tlh, zh-TW;q=0.9, zh-CN;q=0.8 | zh-Hant",
                "de;q=0, cs;q=0.001 | cs",
                "de_CH, *;q=0.1 | en",
                "tlh | en",
            })
    void theBrowserDecidesByWeightForWantOfAnOrder(String accepted, String tag) throws MessagingException {
        String nonce = client.setup();

        assertPage(tag, browse(client.authorizePath(nonce, Map.of()), accepted));
        assertPage(tag, address("/challenge/" + nonce, accepted));
        assertMessage(tag);
    }

    @Test
    void aMessageThatGoesOutLaterHasTheLanguageOfTheFirst() throws MessagingException {
        String nonce = client.setup();
        address("/challenge/" + nonce, "uk");
        WORLD.clock().advance(Duration.ofMinutes(5));

        assertPage("uk", address("/challenge/" + nonce, "pl"));
        assertMessage("uk");
        assertEquals(2, WORLD.mailbox().messages().stream().filter(this::isOurs).count());
        // Programs have no language of their own.
        client.challenge(nonce, "later." + email);
        assertEquals("uk", WORLD.mailbox().newest("later." + email).getHeader("Content-Language")[0]);
    }

    private boolean isOurs(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString().equals(email);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSwitchKeepsTheStateAndIsStoredWithTheNextMessage() throws MessagingException {
        String nonce = client.setup();
        browse(client.authorizePath(nonce, Map.of("ui_locales", "en")), "en");
        address("/challenge/" + nonce, "en");
        String tan = WORLD.mailbox().newestTan(email);
        submit("/solve/" + nonce, Map.of("pin", tan.equals("00000000") ? "11111111" : "00000000"), "en");

        Answer languages = browse("/challenge/" + nonce + "?languages=1", "fr");
        assertPage("en", languages);
        assertTrue(languages.body().contains("hreflang=\"en\" aria-current=\"true\""), languages.body());
        Answer switched = browse("/challenge/" + nonce + "?ui_locales=ar", "en");
        assertPage("ar", switched);
        assertTrue(switched.body().contains("بقيت لديك محاولتان."), switched.body());
        assertTrue(switched.body().contains("action=\"../solve/" + nonce + "?ui_locales=ar\""), switched.body());
        assertPage("en", browse("/challenge/" + nonce, "ar"));

        WORLD.clock().advance(Duration.ofMinutes(5));
        assertPage("ar", address("/challenge/" + nonce + "?ui_locales=ar", "en"));
        assertMessage("ar");
        assertEquals(tan, WORLD.mailbox().newestTan(email), "the same code");
        assertPage("ar", browse("/solve/" + nonce, "en"));
    }

    @Test
    void anErrorPageHasTheLanguageOfTheOrder() {
        String nonce = client.setup();
        browse(client.authorizePath(nonce, Map.of("ui_locales", "he")), "en");

        assertPage("he", browse("/authorize/" + nonce, "en"));
        WORLD.clock().advance(Duration.ofHours(25));
        assertPage("he", browse("/challenge/" + nonce, "en"));
        assertPage("en", browse("/challenge/" + "0".repeat(52), "en"));
    }

    @Test
    void theOperatorDecidesWhatIsOfferedAndTheDefault() throws MessagingException {
        TestClient swedish = client.at(SWEDISH);
        String nonce = swedish.setup();
        String path = swedish.authorizePath(nonce, Map.of());

        assertPage("sv", browse(swedish.http(), path, "ja, en;q=0.5"));
        assertPage("fr", browse(swedish.http(), path, "en, fr-CA;q=0.1"));
        assertPage("sv", browse(swedish.http(), path + "&ui_locales=en", "ja"));
        Answer languages = browse(swedish.http(), "/challenge/" + nonce + "?languages=1", "de");
        List<String> offered = OFFERED.matcher(languages.body())
                .results()
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of("?ui_locales=de\"", "?ui_locales=fr\"", "?ui_locales=sv\""), offered);
        swedish.http().postForm("/challenge/" + nonce, Map.of("CONTACT_EMAIL", email), "Accept-Language", "ja");
        assertMessage("sv");
    }

    @Test
    void aNodeThatDoesNotOfferTheLanguageOfTheOrderPassesItOver() {
        String nonce = client.setup();
        String path = client.authorizePath(nonce, Map.of("ui_locales", "ja"));
        assertPage("ja", browse(path, "fr"));

        assertPage("fr", browse(client.at(SWEDISH).http(), "/challenge/" + nonce, "fr"));
        assertPage("ja", browse("/challenge/" + nonce, "fr"));
    }

    private String challenge(Backend backend, String locales) {
        String login = Backend.login(Backend.hash(email), Backend.factor("email", email));
        String body = locales.isEmpty() ? login : login.replaceFirst("}$", ",\"ui_locales\":\"" + locales + "\"}");
        return "/instances/shop/challenge/"
                + Backend.offered(backend.demand(body)).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-CH fr | it | de",
                "tlh | it, de;q=0.5 | it",
                "'' | tr;q=0.3, sv;q=0.4 | sv",
                "'' | tlh | en",
            })
    void aDemandDecidesBeforeTheRequestThatHasTheCodeSent(String locales, String accepted, String tag)
            throws MessagingException {
        String path = challenge(Backend.of(WORLD.node(), "*"), locales);

        Answer sent = http.post(path, "{}", "Accept-Language", accepted);

        assertEquals(200, sent.status(), sent.body());
        assertMessage(tag);
        assertPage(tag, browse(path, accepted));
    }

    @Test
    void theLatestDemandCounts() throws MessagingException {
        Backend backend = Backend.of(WORLD.node(), "*");
        String path = challenge(backend, "de");
        assertEquals(path, challenge(backend, "nl"));

        http.post(path, "{}", "Accept-Language", "fr");

        assertMessage("nl");
    }

    @Test
    void aPersonSwitchesTheLanguageOfATanChallenge() throws MessagingException {
        String path = challenge(Backend.of(WORLD.node(), "*"), "de");

        assertPage("de", browse(path + "?languages=1", "en"));
        assertPage("ru", browse(path + "?ui_locales=ru", "en"));
        Answer sent = submit(path + "?ui_locales=ru", Map.of(), "en");

        assertEquals(path.replaceFirst(".*/", "") + "?ui_locales=ru", sent.header("Location"));
        assertMessage("ru");
    }

    @Test
    void aDemandOfTheSameProcessNamesItsUsersLanguages() throws MessagingException {
        Demand demand = new Demand("shop", "x", List.of(new Factor(TanChannel.EMAIL, email))).in("pt-BR en");
        Verdict.Pending pending =
                (Verdict.Pending) WORLD.node().challenger().challenges().demand(demand, Hash.of(email), List.of());

        http.post("/challenge/" + pending.challenges().get(0).challengeId(), "{}", "Accept-Language", "fr");

        assertMessage("pt");
    }

    @ParameterizedTest
    @CsvSource({"/", "/nothing", "/solve/nonsense", "/instances/shop/challenge/1-x"})
    void aPageAboutNoOrderHasTheLanguageOfTheBrowser(String path) {
        assertPage("cs", browse(path, "tlh, cs;q=0.5"));
        assertPage("tr", browse(path + "?ui_locales=tr", "cs"));
    }

    @ParameterizedTest
    @CsvSource({
        "404, /nothing",
        "404, /solve/nonsense",
        "404, /solve/" + UNKNOWN + "?ui_locales=fr",
        "404, /authorize/" + UNKNOWN + "?response_type=code&client_id=1",
        "404, /instances/shop/challenge/1-x",
        "400, /authorize",
    })
    void suchAPageLeadsToItselfInEachLanguage(int status, String path) {
        Answer page = browse(path, "fr");
        Matcher link = TO_GERMAN.matcher(page.body());
        assertTrue(link.find(), page.body());
        String target = link.group(1).startsWith("?")
                ? path.replaceFirst("\\?.*", "") + link.group(1)
                : URI.create(path).resolve(link.group(1)).toString();

        Answer german = browse(target, "fr");

        assertPage("fr", page);
        assertPage("de", german);
        assertEquals(status, page.status());
        assertEquals(number(page), number(german));
    }

    private static String number(Answer page) {
        return page.body().replaceAll("(?s).*<p class=\"hint\">\\D*(\\d+).*", "$1");
    }
}
