package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves the whole flow with phone numbers, and the limits that prevent toll fraud. */
class PhoneIT {
    private static final String PREFIX_HINT =
            "Too many messages were requested to this block of phone numbers; use another block, or wait.";
    private static final String NUMBER = "+41791234567";
    private static final String SHOWN = "+41\u00A079\u00A0123\u00A045\u00A067";

    @TempDir
    private static Path directory;

    private static Outbox outbox;

    @AutoClose
    private static World world;

    private TestClient client;
    private int sentBefore;

    @BeforeAll
    static void start() {
        outbox = new Outbox(directory);
        world = World.with(
                "mail.host", "",
                "mail.from", "",
                "address.type", "phone",
                "address.hint", "079 123 45 67",
                "command.phone", outbox.command(),
                "phone.default-country", "CH",
                "phone.countries", "CH,US",
                "budget.prefix", "2/PT1H",
                "budget.country", "4/P1D");
    }

    /** Lets the counters of earlier tests expire. */
    @BeforeEach
    void twoDaysLater() {
        outbox.succeed();
        sentBefore = outbox.count();
        world.clock().advance(Duration.ofDays(2));
        client = world.node().client();
    }

    private Answer challenge(String nonce, String number) {
        return client.challenge(nonce, Map.of("CONTACT_PHONE", number));
    }

    private Answer page(String nonce, String number) {
        return client.challengeByPage(nonce, Map.of("CONTACT_PHONE", number));
    }

    private String challenged(String number) {
        String nonce = client.setup();
        Answer sent = challenge(nonce, number);
        assertEquals(200, sent.status(), sent.body());
        return nonce;
    }

    @Test
    void theConfigNamesTheType() {
        Expect.json(200, """
                {"name": "challenger", "version": "6:0:0", "implementation": "urn:x-challenger:servlet",
                 "restrictions": {}, "address_type": "phone", "address_hint": "079 123 45 67"}
                """, client.http().get("/config"));
    }

    @Test
    void aProgramGetsTheNumberInE164() {
        String nonce = client.setup();
        client.authorize(nonce);

        JsonNode created = challenge(nonce, "079 123 45 67").json();
        assertEquals(NUMBER, created.path("address").path("CONTACT_PHONE").asText());
        assertEquals("{\"CONTACT_PHONE\":\"" + NUMBER + "\"}", outbox.address().toString());
        String tan = outbox.newestTan();
        assertTrue(outbox.text().endsWith("\n\n@localhost #" + tan.replace("-", "")), outbox.text());

        Answer solved = client.solve(nonce, tan);
        String code = TestClient.code(solved.json().path("redirect_url").asText());
        JsonNode info = client.info(
                        client.token(code).json().path("access_token").asText())
                .json();
        assertEquals("phone", info.path("address_type").asText());
        assertEquals(
                "{\"CONTACT_PHONE\":\"" + NUMBER + "\"}", info.path("address").toString());
        assertEquals(NUMBER, info.path("phone_number").asText());
        assertTrue(info.path("phone_number_verified").asBoolean(), info.toString());
        assertFalse(info.has("email"), info.toString());
    }

    @Test
    void theSameNumberInAnotherFormIsTheSameAddress() {
        String nonce = challenged("079 123 45 67");

        JsonNode again = challenge(nonce, "+41 (0)79 123 45 67").json();
        assertFalse(again.path("transmitted").asBoolean());
        assertEquals(2, client.authorize(nonce).json().path("changes_left").asInt());
        world.clock().advance(Duration.ofMinutes(2));
        assertTrue(challenge(nonce, "0041791234567").json().path("transmitted").asBoolean());

        JsonNode status = client.authorize(nonce).json();
        assertEquals(2, status.path("changes_left").asInt());
        assertEquals(1, status.path("pin_transmissions_left").asInt());
    }

    @Test
    void aPrefilledAddressIsShownAndMayBeKept() {
        String nonce = client.setup("{\"CONTACT_PHONE\": \"079 123 45 67\", \"read_only\": true}");

        Answer form = client.browse(nonce);
        Expect.page(200, form, "value=\"" + SHOWN + "\"", " readonly ");
        assertEquals(
                NUMBER,
                client.authorize(nonce)
                        .json()
                        .path("last_address")
                        .path("CONTACT_PHONE")
                        .asText());
        Expect.problem(403, 9760, challenge(nonce, "+41791234568"));
        assertEquals(200, challenge(nonce, "+41 79 123 45 67").status());
    }

    @Test
    void aClientCannotPrescribeANumberThatThePolicyRefuses() {
        Answer refused = client.http()
                .post(
                        "/setup/" + client.id(),
                        "{\"CONTACT_PHONE\": \"+18765550123\", \"read_only\": true}",
                        "Authorization",
                        "Bearer " + client.secret());

        Expect.problem(400, 26, "No messages are sent to phone numbers of this country.", "CONTACT_PHONE", refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense         | This is not a valid phone number. | A parameter is malformed.",
                "+41 79 123       | This is not a valid phone number. | A parameter is malformed.",
                "+1 876 555 0123  | We do not send messages to phone numbers of this country. | No messages are sent to phone numbers of this country.",
                "+881 612 345 678 | We do not send messages to phone numbers of this country. | No messages are sent to phone numbers of this country.",
                "+41 901 123 456  | We do not send messages to this kind of number. | No messages are sent to phone numbers of this kind.",
            })
    void thePersonIsToldWhyNoMessageGoesToANumber(String number, String sentence, String hint) {
        String nonce = client.setup();

        Expect.problem(400, 26, hint, "CONTACT_PHONE", challenge(nonce, number));
        Expect.page(400, page(nonce, number), sentence, "value=\"" + number + "\"", "aria-invalid=\"true\"");
        assertEquals(sentBefore, outbox.count());
        assertEquals(3, client.authorize(nonce).json().path("changes_left").asInt());
    }

    @Test
    void neighbouringNumbersShareABudget() {
        challenged("+41791230001");
        challenged("+41791230002");

        Answer refused = challenge(client.setup(), "079 123 99 99");

        Expect.problem(429, 9757, PREFIX_HINT, "budget per prefix", refused);
        challenged("+41791240003");
        world.clock().advance(Duration.ofHours(1));
        challenged("+41791239999");
        Expect.problem(
                429,
                9757,
                "Too many messages were requested to this country; use another country, or wait.",
                "budget per country",
                challenge(client.setup(), "+41781234567"));
        challenged("+12025550123");
    }

    @Test
    void aFailedHandOverIsNotCounted() {
        outbox.fail();
        for (int i = 0; i < 5; i++) {
            Expect.problem(
                    502,
                    9752,
                    "we have a problem with sending; the address is fine, try again in a minute",
                    challenge(client.setup(), NUMBER));
        }

        outbox.succeed();
        challenged(NUMBER);
        challenged(NUMBER);
        Expect.problem(429, 9757, PREFIX_HINT, "budget per prefix", challenge(client.setup(), NUMBER));
    }

    @Test
    void thePagesOfTheFlowSpeakOfPhones() {
        String nonce = client.setup();
        Answer form = client.browse(nonce);
        Expect.page(200, form, "type=\"tel\" autocomplete=\"tel\" inputmode=\"tel\"", "For example: 079 123 45 67");
        assertSpeaksOfPhones(form);

        Answer tanForm = page(nonce, "079 123 45 67");
        Expect.page(200, tanForm, ">" + SHOWN + "<", "one-time-code");
        assertSpeaksOfPhones(tanForm);
        Answer solved =
                client.http().postForm("/solve/" + nonce, Map.of("pin", outbox.newestTan()), "Accept", Http.BROWSER);

        assertEquals(302, solved.status());
        Answer done = client.browse(nonce);
        Expect.page(200, done, "Your phone number is confirmed");
    }

    private static void assertSpeaksOfPhones(Answer page) {
        String main = page.body().substring(page.body().indexOf("<main"));
        String text = main.replaceAll("<[^>]*>", "").toLowerCase(java.util.Locale.ROOT);
        assertFalse(text.contains("address") || text.contains("spam") || text.contains("mail"), text);
    }

    @Test
    void theBreakerStopsOnlyTheBlockOfNumbersWhereNobodyEntersACode() {
        Map<String, String> noBudgets = Map.of("budget.prefix", "", "budget.country", "");
        try (Node node = world.another(noBudgets)) {
            client = node.client();
            for (int last = 10; last < 20; last++) {
                challenged("+417912345" + last);
            }
            world.clock().advance(Duration.ofMinutes(11));

            Answer page = page(client.setup(), "+41791234599");

            assertEquals(429, page.status());
            assertEquals("3600", page.header("Retry-After"));
            assertTrue(
                    page.body().contains("We are not sending messages to numbers that begin like this one"),
                    page.body());
            challenged("+41761234567");
        }
    }
}
