package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.Challenger;
import dev.challenger.mfa.Confirmation.Confirmed;
import dev.challenger.mfa.Confirmation.Wrong;
import dev.challenger.settings.SettingsException;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that an operator can try out a running service with test addresses, without a mailbox. */
class TestAddressIT {
    private static final String ADDRESS = "walk@example.com";
    private static final String TAN = "40718265";
    private static final Map<String, String> SETTINGS = Map.of(
            "test.addresses", ADDRESS + "=" + TAN + ", other@shop.test=00000000",
            "test.until", "2026-11-22",
            "budget.destination", "1/P1D",
            "budget.network", "1/P1D",
            "breaker.minimum", "2",
            "key.file", TestKeys.newFile());

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final World world = World.with(SETTINGS);

    private final TestClient client = world.node().client();

    private List<String> warnings() {
        return log.all().stream()
                .filter(entry -> entry.logger().startsWith("dev.challenger"))
                .filter(entry -> entry.level().equals(Level.WARNING))
                .map(CapturedLog.Entry::text)
                // The clock of the test is not that of the database.
                .filter(text -> !text.startsWith("The clock of this machine is "))
                .toList();
    }

    private String challenged(String address) {
        String nonce = client.setup();
        client.authorize(nonce);
        Answer answer = client.challenge(nonce, address);
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.json().path("transmitted").asBoolean());
        return nonce;
    }

    private static void assertWrong(Answer answer) {
        assertEquals(403, answer.status(), answer.body());
        assertEquals(9758, answer.code());
    }

    @Test
    void theWholeFlowWorksWithoutAMessage() {
        String nonce = challenged("walk@EXAMPLE.com");

        Answer solved = client.solve(nonce, "4071-8265");

        assertEquals(200, solved.status(), solved.body());
        String code = TestClient.code(solved.json().path("redirect_url").asText());
        String token = client.token(code).json().path("access_token").asText();
        assertEquals(
                "walk@example.com",
                client.info(token).json().at("/address/CONTACT_EMAIL").asText());
        assertEquals(0, world.mailbox().messages().size());
    }

    @Test
    void theStartAndEachUseAreLoggedWithoutTheAddress() {
        assertEquals(
                List.of(
                        "Test addresses: 2, until the end of 2026-11-22 UTC. Nothing is sent to them, and their TANs are those"
                                + " in the settings"),
                warnings());
        log.clear();

        client.solve(challenged(ADDRESS), TAN);

        assertEquals(List.of("Validation 1: nothing is sent to a test address"), warnings());
        List<String> audit = log.audit().stream()
                .filter(line -> line.contains("\"address\""))
                .toList();
        assertEquals(2, audit.size(), audit.toString());
        assertTrue(audit.stream().allMatch(line -> line.contains(",\"test\":true")), audit.toString());
        String all = log.ours().toString();
        assertFalse(all.contains(ADDRESS) || all.contains(TAN), all);
    }

    @Test
    void anOperationIsConfirmedByTheFixedTanWithoutAMessage() {
        Backend shop = Backend.of(world.node(), "shop");
        String body = Backend.login(Backend.REQUEST, Backend.factor("email", "walk@EXAMPLE.com"));
        String id = Backend.offered(shop.demand(body)).get(0);
        log.clear();
        shop.send(id);

        assertEquals(new Wrong(2), shop.confirm(id, "00000000"));
        assertEquals(new Confirmed(), shop.confirm(id, TAN));

        assertEquals(204, shop.demand(body, id).status());
        assertEquals(0, world.mailbox().messages().size());
        assertEquals(0, new Sql(world.database()).number("SELECT COUNT(*) FROM budget"));
        assertEquals(List.of("TAN challenge 1: nothing is sent to a test address"), warnings());
        String all = log.ours() + " " + log.audit();
        assertFalse(all.contains(ADDRESS) || all.contains(TAN), all);
        assertTrue(all.contains("\"event\":\"passed\"") && all.contains("\"test\":true"), all);
    }

    @Test
    void budgetsAndBreakersDoNotCountATestAddress() {
        for (int i = 0; i < 5; i++) {
            challenged(ADDRESS);
            challenged("other@shop.test");
            world.clock().advance(Duration.ofMinutes(11));
        }

        Sql sql = new Sql(world.database());
        assertEquals(0, sql.number("SELECT COUNT(*) FROM budget"));
        assertEquals(0, sql.number("SELECT COUNT(*) FROM breaker_destination"));
    }

    @Test
    void aFixedTanIsRightOnlyForItsOwnAddress() {
        String other = challenged("other@shop.test");
        String ordinary = challenged("person@example.com");

        assertWrong(client.solve(other, TAN));
        assertWrong(client.solve(ordinary, TAN));

        assertEquals(200, client.solve(other, "00000000").status());
        assertEquals(
                200,
                client.solve(ordinary, world.mailbox().newestTan("person@example.com"))
                        .status());
    }

    @Test
    void guessesAreBoundedAsForOtherAddresses() {
        String nonce = challenged(ADDRESS);
        int compared = 0;
        for (int transmission = 0; transmission < 3; transmission++) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertEquals(403, client.solve(nonce, "1234567" + attempt).status());
                compared++;
            }
            assertFalse(client.solve(nonce, TAN).status() == 200);
            client.challenge(nonce, ADDRESS);
        }

        assertEquals(9, compared);
        assertEquals(429, client.solve(nonce, TAN).status());
        assertEquals(429, client.challenge(nonce, ADDRESS).status());
    }

    @Test
    void afterTheLastDayItIsAnAddressLikeAnyOther() {
        String before = challenged(ADDRESS);
        world.clock().advance(Duration.ofHours(36));
        assertEquals(404, client.solve(before, TAN).status());
        String nonce = client.setup();
        client.authorize(nonce);

        assertEquals(200, client.challenge(nonce, ADDRESS).status());

        assertEquals(1, world.mailbox().messages().size());
        assertWrong(client.solve(nonce, TAN));
        assertEquals(
                200, client.solve(nonce, world.mailbox().newestTan(ADDRESS)).status());
    }

    @Test
    void aTestTanSentBeforeTheEndDoesNotWorkAfterwards() {
        world.clock().advance(Duration.ofHours(35).plusMinutes(45));
        String nonce = challenged(ADDRESS);
        world.clock().advance(Duration.ofMinutes(15));

        assertWrong(client.solve(nonce, TAN));
        assertEquals(0, world.mailbox().messages().size());
    }

    @Test
    void thePageSaysThatNothingWasSent() {
        String nonce = client.setup();

        Answer page = client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", ADDRESS));

        Expect.page(200, page, "This is a test address: nothing was sent.");
        Expect.page(
                200,
                client.http().get("/challenge/" + nonce, "Accept", Http.BROWSER),
                "This is a test address: nothing was sent.");
        for (int attempt = 0; attempt < 3; attempt++) {
            client.solve(nonce, "0000-0000");
        }
        assertFalse(client.http()
                .get("/challenge/" + nonce, "Accept", Http.BROWSER)
                .body()
                .contains("test address"));
    }

    @Test
    void thePageOfATanChallengeSaysThatNothingWasSent() {
        Backend shop = Backend.of(world.node(), "shop");
        String body = Backend.login(Backend.REQUEST, Backend.factor("email", ADDRESS));
        String page = "/instances/shop/challenge/"
                + Backend.offered(shop.demand(body)).get(0);

        client.http().postForm(page, Map.of(), "Accept", Http.BROWSER);

        Answer shown = client.http().get(page, "Accept", Http.BROWSER);
        Expect.page(200, shown, "This is a test address: nothing was sent.");
        assertFalse(shown.body().contains("on its way"));
    }

    @Test
    void anEndTooFarAheadIsAFaultAtStart() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("test.until", "2027-11-23");

        SettingsException fault = assertThrows(
                SettingsException.class,
                () -> Challenger.open(
                                TestSettings.load(settings), world.database().dataSource(), world.clock())
                        .close());

        assertEquals(List.of("test.until must be at most 366 days ahead"), fault.faults());
    }

    @Test
    void anEndInThePastIsAWarningAtStart() {
        log.clear();

        try (World later = World.with("test.addresses", ADDRESS + "=" + TAN, "test.until", "2026-11-20")) {
            TestClient there = later.node().client();

            String ended = "The test addresses expired after 2026-11-20 and are now treated as any other address";
            assertEquals(1, Collections.frequency(warnings(), ended));
            assertEquals(200, there.challenge(there.setup(), ADDRESS).status());
            assertEquals(1, later.mailbox().messages().size());
        }
    }
}
