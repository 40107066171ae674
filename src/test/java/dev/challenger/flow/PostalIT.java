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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves the whole flow with letters. */
class PostalIT {
    private static final Map<String, String> ADA = Map.of(
            "CONTACT_NAME", "Ada Lovelace",
            "ADDRESS_LINES", "Bahnhofstrasse 1\r\n8001 Zürich",
            "ADDRESS_COUNTRY", "CH");
    private static final String HANDED_OVER =
            "{\"CONTACT_NAME\":\"Ada Lovelace\",\"ADDRESS_LINES\":\"Bahnhofstrasse 1\\n8001 Zürich\","
                    + "\"ADDRESS_COUNTRY\":\"CH\"}";

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
        world = World.with("address.type", "postal", "command.post", outbox.command(), "budget.destination", "1/P7D");
    }

    /** Lets the counters of earlier tests expire. */
    @BeforeEach
    void monthsLater() {
        world.clock().advance(Duration.ofDays(100));
        sentBefore = outbox.count();
        client = world.node().client();
    }

    private static Map<String, String> ada(String field, String value) {
        Map<String, String> other = new HashMap<>(ADA);
        other.put(field, value);
        return other;
    }

    private JsonNode info(Answer solved) {
        String code = TestClient.code(solved.json().path("redirect_url").asText());
        return client.info(client.token(code).json().path("access_token").asText())
                .json();
    }

    @Test
    void aProgramGetsTheAddressThatTheLetterWentTo() {
        String nonce = client.setup();
        client.authorize(nonce);

        JsonNode created = client.challenge(nonce, ADA).json();
        assertEquals(HANDED_OVER, created.path("address").toString());
        assertEquals(HANDED_OVER, outbox.address().toString());
        assertTrue(outbox.text().contains("letter") && !outbox.text().contains("://"), outbox.text());
        world.clock().advance(Duration.ofDays(29));
        JsonNode info = info(client.solve(nonce, outbox.newestTan()));

        assertEquals("postal", info.path("address_type").asText());
        assertEquals(HANDED_OVER, info.path("address").toString());
        assertEquals(info.path("id").toString(), info.path("sub").asText());
        assertFalse(info.has("email") || info.has("phone_number"), info.toString());
        Expect.json(200, """
                {"name": "challenger", "version": "6:0:0", "implementation": "urn:x-challenger:servlet",
                 "restrictions": {}, "address_type": "postal", "address_hint": ""}
                """, client.http().get("/config"));
    }

    @Test
    void inSwitzerlandTheCountryIsKnown() {
        try (Node node = world.another("address.type", "postal-ch")) {
            client = node.client();
            String nonce = client.setup();
            client.authorize(nonce);

            assertEquals(200, client.challenge(nonce, ADA).status());

            JsonNode info = info(client.solve(nonce, outbox.newestTan()));
            assertEquals("postal-ch", info.path("address_type").asText());
            assertEquals(
                    HANDED_OVER.replace(",\"ADDRESS_COUNTRY\":\"CH\"", ""),
                    info.path("address").toString());
        }
    }

    @Test
    void aValidationCanUseAllOfItsTransmissionsOneAWeek() {
        String nonce = client.setup();

        for (int week = 0; week < 3; week++) {
            assertTrue(client.challenge(nonce, ADA).json().path("transmitted").asBoolean());
            assertFalse(client.challenge(nonce, ADA).json().path("transmitted").asBoolean());
            world.clock().advance(Duration.ofDays(7));
        }

        assertEquals(sentBefore + 3, outbox.count());
        Expect.problem(429, 9757, "no transmission to this address is left", client.challenge(nonce, ADA));
        client.authorize(nonce);
        assertEquals(200, client.solve(nonce, outbox.newestTan()).status());
    }

    @Test
    void anotherSpellingOfALetterboxIsTheSameAddressWithTheSameBudget() {
        String nonce = client.setup();
        client.challenge(nonce, ADA);

        Map<String, String> spelled = ada("ADDRESS_LINES", " bahnhofstraße  1,\n\n8001 ZÜRICH ");
        assertFalse(client.challenge(nonce, spelled).json().path("transmitted").asBoolean());
        assertEquals(2, client.authorize(nonce).json().path("changes_left").asInt());
        Expect.problem(
                429,
                9757,
                "Too many messages were requested to this address; use another one, or wait.",
                "budget per destination",
                client.challenge(client.setup(), spelled));
        String another = client.setup();
        client.browse(another);
        Expect.page(
                429,
                client.challengeByPage(another, spelled),
                "We sent a letter to this address recently, and cannot send another one so soon. Use another address,");
        assertEquals(
                200,
                client.challenge(client.setup(), ada("ADDRESS_LINES", "Bahnhofstrasse 2\n8001 Zürich"))
                        .status());
    }

    @Test
    void eachFieldIsAskedForAndChecked() {
        String nonce = client.setup();

        for (String field : ADA.keySet()) {
            Expect.problem(400, 25, field, client.challenge(nonce, ada(field, " ")));
            Expect.problem(400, 26, field, client.challenge(nonce, ada(field, "a\u0007b")));
        }
        Answer page = client.challengeByPage(nonce, ada("ADDRESS_COUNTRY", "Nowhere"));

        Expect.page(400, page, "id=\"ADDRESS_COUNTRY-error\"", ">\nBahnhofstrasse 1\r\n8001 Zürich</textarea>");
        assertEquals(sentBefore, outbox.count());
    }

    @Test
    void aPrefilledAddressIsShownAndMayBeKept() {
        String json = "{\"CONTACT_NAME\": \"Ada Lovelace\", \"ADDRESS_LINES\": \"Bahnhofstrasse 1\\n8001 Zürich\", "
                + "\"ADDRESS_COUNTRY\": \"ch\"";
        Answer open = client.browse(client.setup(json + "}"));
        String nonce = client.setup(json + ", \"read_only\": true}");
        Answer fixed = client.browse(nonce);

        Expect.page(
                200,
                open,
                "autocomplete=\"name\"",
                "autocomplete=\"street-address\"",
                ">\nBahnhofstrasse 1\n8001 Zürich</textarea>",
                "<input value=\"CH\" maxlength=\"60\" type=\"text\" autocomplete=\"country\"");
        Expect.page(
                200, fixed, "<input type=\"hidden\" name=\"ADDRESS_COUNTRY\" value=\"CH\">", "value=\"Switzerland\"");
        assertFalse(fixed.body().contains("autocomplete=\"country\""), fixed.body());
        Expect.problem(403, 9760, client.challenge(nonce, ada("CONTACT_NAME", "Charles Babbage")));
        assertEquals(200, client.challenge(nonce, ADA).status());
    }

    @Test
    void aReadOnlyAddressIsAttestedInTheSpellingOfTheClient() {
        String nonce = client.setup("{\"CONTACT_NAME\": \"Ada Lovelace\", \"read_only\": true, "
                + "\"ADDRESS_LINES\": \"Bahnhofstrasse 1\\n8001 Zürich\", \"ADDRESS_COUNTRY\": \"CH\"}");

        Answer created = client.challenge(nonce, ada("CONTACT_NAME", "ＡＤＡ, Lovelace!"));

        assertEquals(200, created.status(), created.body());
        assertEquals(HANDED_OVER, outbox.address().toString());
        assertEquals(
                HANDED_OVER,
                info(client.solve(nonce, outbox.newestTan())).path("address").toString());
    }

    @Test
    void aLetterThatComesLateIsValidNoLongerThanItsValidation() {
        String nonce = client.setup();
        world.clock().advance(Duration.ofDays(80));

        client.challenge(nonce, ADA);

        assertTrue(outbox.text().contains("10 days"), outbox.text());
    }

    @Test
    void thePagesOfTheFlowSpeakOfLetters() {
        String nonce = client.setup();
        client.browse(nonce);

        Answer tanForm = client.challengeByPage(nonce, ADA);

        Expect.page(
                200,
                tanForm,
                "<strong class=\"address\">Ada Lovelace, Bahnhofstrasse 1, 8001 Zürich, Switzerland</strong>",
                ">\nBahnhofstrasse 1\n8001 Zürich</textarea>",
                "http://localhost:8080/challenge/" + nonce + "</a>",
                "Enter the code from our letter",
                "7 days");
        assertFalse(tanForm.body().contains("spam"), tanForm.body());
        Answer solved =
                client.http().postForm("/solve/" + nonce, Map.of("pin", outbox.newestTan()), "Accept", Http.BROWSER);
        assertEquals(302, solved.status());
    }
}
