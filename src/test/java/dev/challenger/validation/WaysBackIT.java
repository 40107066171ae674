package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that every page leads back to the client, and from every dead end, with the reason that the client learns. */
class WaysBackIT {
    private static final Pattern LINK =
            Pattern.compile("href=\"(" + Pattern.quote(TestClient.REDIRECT_URI) + "[^\"]*)\"");
    private static final String STATE = "&state=the%20state";
    private static final String ISS = "&iss=http%3A%2F%2Flocalhost%3A8080";

    /** Only one network is counted by each test: that of all. */
    @AutoClose
    private static final World WORLD = World.with("budget.network", "1000000/PT1H");

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();

    private Answer browse(String path) {
        return http.get(path, "Accept", Http.BROWSER);
    }

    private static String ending(String error, String description) {
        return TestClient.REDIRECT_URI + "?error=" + error + "&error_description="
                + Http.encode(description).replace("+", "%20");
    }

    /** Checks that a page has exactly one link to the client, and that this is it. */
    private static void assertLeadsBack(String expected, Answer page) {
        Matcher link = LINK.matcher(page.body());
        assertTrue(link.find(), page.body());
        assertEquals(expected, link.group(1).replace("&amp;", "&"));
        assertFalse(link.find(), page.body());
    }

    private static void assertLeadsNowhere(Answer page) {
        assertFalse(page.body().contains(TestClient.REDIRECT_URI), page.body());
    }

    @Test
    void aPersonCanCancelOnEveryPage() {
        String cancelled = ending("access_denied", "The person cancelled.") + STATE + ISS;
        String nonce = client.setup();
        Sql sql = new Sql(WORLD.database());

        assertLeadsBack(ending("access_denied", "The person cancelled.") + ISS, browse("/challenge/" + nonce));
        assertLeadsBack(cancelled, client.browse(nonce));
        assertLeadsBack(cancelled, client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", "nobody")));
        assertLeadsBack(cancelled, client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", "a@gmial.com")));
        assertLeadsBack(cancelled, client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", "cancel@example.com")));
        long version = sql.number("SELECT MAX(version) FROM validation WHERE client_id = " + client.id());
        assertLeadsBack(cancelled, browse("/solve/" + nonce));
        assertLeadsBack(cancelled, http.postForm("/solve/" + nonce, Map.of("pin", "1"), "Accept", Http.BROWSER));
        assertEquals(version, sql.number("SELECT MAX(version) FROM validation WHERE client_id = " + client.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/challenge/", "/solve/"})
    void anExpiredValidationLeadsBackUntilItIsPurged(String path) {
        String nonce = client.setup();
        client.authorize(nonce);
        WORLD.clock().advance(Duration.ofHours(24));

        String expected = ending("access_denied", "The time to confirm the address is over.") + STATE + ISS;
        Answer page = browse(path + nonce);
        assertEquals(404, page.status());
        assertTrue(page.body().contains(">Return to Sample Shop</a>"), page.body());
        assertLeadsBack(expected, page);
        assertLeadsBack(expected, http.postForm(path + nonce, Map.of(), "Accept", Http.BROWSER));
        assertLeadsBack(expected, client.browse(nonce));
        WORLD.clock().advance(Duration.ofDays(2));
        WORLD.node().challenger().housekeeping().purge();
        assertLeadsNowhere(browse(path + nonce));
    }

    @Test
    void nobodyIsLedToTheClientOfAnotherNonce() {
        TestClient other = WORLD.node().client();
        String nonce = client.setup();

        assertLeadsNowhere(browse("/solve/" + "0".repeat(52)));
        assertLeadsNowhere(browse("/solve/nonsense"));
        assertLeadsNowhere(browse(other.authorizePath(nonce, Map.of())));
        assertLeadsNowhere(browse(
                "/authorize?client_id=" + client.id() + "&request_uri=urn:ietf:params:oauth:request_uri:" + nonce));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=code",
        "response_type=code&client_id=ID&client_id=ID",
        "response_type=code&client_id=ID&redirect_uri=http%3A%2F%2Fevil.example%2F",
    })
    void aRequestThatIsRefusedLeadsToTheRegisteredUri(String query) {
        String nonce = client.setup();

        Answer page = browse("/authorize/" + nonce + "?" + query.replace("ID", Long.toString(client.id())));

        assertTrue(List.of(400, 403).contains(page.status()), page.body());
        assertFalse(page.body().contains("evil"), page.body());
        assertLeadsBack(ending("access_denied", "The request could not be processed.") + ISS, page);
    }

    @Test
    void aValidationThatIsUsedUpLeadsBack() {
        String address = "used-up@example.com";
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"" + address + "\", \"read_only\": true}");
        client.authorize(nonce);
        for (int tan = 0; tan < 3; tan++) {
            client.challenge(nonce, address);
            for (int attempt = 0; attempt < 3; attempt++) {
                client.solve(nonce, "0000000" + tan);
            }
        }

        String expected = ending("access_denied", "All attempts, messages and addresses are used up.") + STATE + ISS;
        Answer page = browse("/solve/" + nonce);
        assertTrue(page.body().contains(">Return to Sample Shop</a>"), page.body());
        assertLeadsBack(expected, page);
        assertLeadsBack(expected, client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", address)));
        assertLeadsBack(expected, http.postForm("/solve/" + nonce, Map.of("pin", "12345678"), "Accept", Http.BROWSER));
    }

    @Test
    void theClientLearnsThatWaitingHelps() {
        String expected = ending("temporarily_unavailable", "No message can be sent at the moment.") + STATE + ISS;
        try (Node frugal = WORLD.another("budget.destination", "1/P1D");
                Node mute = WORLD.another("mail.port", "9")) {
            String nonce = client.setup();
            client.authorize(nonce);
            Map<String, String> address = Map.of("CONTACT_EMAIL", "frugal@example.com");
            TestClient before = client.at(frugal);
            before.challenge(before.setup(), address);

            assertLeadsBack(expected, before.challengeByPage(nonce, address));
            assertLeadsBack(expected, client.at(mute).challengeByPage(nonce, address));
        }
    }

    @Test
    void afterTooManyFailuresTheWayBackRemains() {
        try (Node mute = WORLD.another("mail.port", "9")) {
            TestClient there = client.at(mute);
            String nonce = client.setup();
            client.authorize(nonce);
            Answer page = there.browse(nonce);
            for (int i = 0; i <= 10; i++) {
                page = there.challengeByPage(nonce, Map.of("CONTACT_EMAIL", "failing@example.com"));
            }

            assertEquals(429, page.status());
            assertLeadsBack(
                    ending("access_denied", "All attempts, messages and addresses are used up.") + STATE + ISS, page);
        }
    }

    @Test
    void aSolvedValidationLeadsOnWithItsCode() {
        String nonce = client.challenged();
        String url = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();

        assertLeadsBack(url, browse("/solve/" + nonce));
        assertLeadsBack(url, browse("/authorize/" + nonce));
    }

    @Test
    void programsGetNoLink() {
        String nonce = client.setup();
        client.authorize(nonce);
        WORLD.clock().advance(Duration.ofHours(24));

        assertLeadsNowhere(client.solve(nonce, "12345678"));
        assertLeadsNowhere(http.get("/authorize/" + nonce));
    }
}
