package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Transmission;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import dev.challenger.wire.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that budgets bound the messages per client, network and destination. */
class BudgetIT {
    @AutoClose
    private final World world = World.with(
            "budget.destination", "2/P1D",
            "budget.network", "5/PT1H",
            "proxy.trusted", "127.0.0.1");

    private final TestClient client = world.node().client();

    @Test
    void theBudgetOfAnAddressHoldsForAllSpellingsAndClients() {
        TestClient other = world.node().client();
        assertEquals(200, client.challenge(client.setup(), "person@example.com").status());
        assertEquals(200, other.challenge(other.setup(), "person@EXAMPLE.com").status());

        Answer refused = client.challenge(client.setup(), "person@example.com");

        assertEquals(429, refused.status());
        assertEquals(9757, refused.code());
        assertEquals(Duration.ofHours(12).toSeconds(), Long.parseLong(refused.header("Retry-After")), refused.body());
        assertEquals(2, world.mailbox().messages().size());
        world.clock().advance(Duration.ofHours(12));
        assertEquals(200, client.challenge(client.setup(), "person@example.com").status());
    }

    /** The owner of an address can confirm operations, however many validations strangers order for it. */
    @Test
    void validationsAndTanChallengesDoNotUseUpEachOthersBudgets() {
        Node node = world.another("budget.network", "2/PT1H", "budget.challenge-destination", "1/P1D");
        TestClient stranger = node.client();
        Backend shop = Backend.of(node, "*");
        stranger.challenge(stranger.setup(), TestClient.ADDRESS);
        stranger.challenge(stranger.setup(), TestClient.ADDRESS);
        assertEquals(
                429, stranger.challenge(stranger.setup(), TestClient.ADDRESS).status());

        shop.send(Backend.offered(shop.demand(Backend.login())).get(0));

        assertEquals(3, world.mailbox().messages().size());
        String other = Backend.login(Backend.hash("other"), Backend.factor("email", TestClient.ADDRESS));
        String id = Backend.offered(shop.demand(other)).get(0);
        Transmission.Refused refused = assertInstanceOf(Transmission.Refused.class, shop.trySending(id));
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_EARLY, refused.problem().code());
        world.clock().advance(Duration.ofHours(12));
        shop.send(id);
        assertEquals(
                200, stranger.challenge(stranger.setup(), TestClient.ADDRESS).status());
    }

    /** Both nodes together send what the budget allows in each window, and no more. */
    @Test
    void aNodeWhoseClockIsAheadDoesNotResetTheCountsOfASlowerOne() {
        Node ahead = world.on(
                world.database().dataSource(), () -> world.clock().instant().plusSeconds(90));
        Node behind = world.on(
                world.database().dataSource(), () -> world.clock().instant().minusSeconds(90));
        TestClient fast = ahead.client();
        TestClient slow = behind.client();
        world.clock().advance(Duration.ofHours(12));
        slow.challenge(slow.setup(), TestClient.ADDRESS);
        slow.challenge(slow.setup(), TestClient.ADDRESS);
        assertEquals(200, fast.challenge(fast.setup(), TestClient.ADDRESS).status());

        ahead.challenger().housekeeping().purge();

        assertEquals(429, slow.challenge(slow.setup(), TestClient.ADDRESS).status());
        assertEquals(200, fast.challenge(fast.setup(), TestClient.ADDRESS).status());
        assertEquals(429, fast.challenge(fast.setup(), TestClient.ADDRESS).status());
        world.clock().advance(Duration.ofSeconds(90));
        assertEquals(429, slow.challenge(slow.setup(), TestClient.ADDRESS).status());
        assertEquals(4, world.mailbox().messages().size());
    }

    @Test
    void tagsDotsAndCaseDoNotMakeAnotherMailbox() {
        assertEquals(
                200, client.challenge(client.setup(), "person+1@example.com").status());
        assertEquals(
                200, client.challenge(client.setup(), "Per.son+2@example.com").status());

        Answer refused = client.challenge(client.setup(), "PERSON@example.com");

        assertEquals(429, refused.status());
        assertTrue(world.mailbox().newestTan("Per.son+2@example.com").matches("[0-9-]+"), "sent as it was typed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "destination | Too many messages were requested to this address recently. Use another address,",
                "client | Too many messages were requested for Sample Shop recently, to all addresses together.",
                "domain | Too many messages were requested to addresses at this e-mail provider recently. Use an address at another",
                "network | Too many messages were requested from your network recently. Your address is not the reason.",
                "service | This service cannot send any more messages for now. Your address is not the reason."
            })
    void eachBudgetIsToldByItsOwnText(String budget, String text) {
        TestClient at = client.at(world.another("budget." + budget, "1/P1D"));
        assertEquals(200, at.challenge(client.setup(), TestClient.ADDRESS).status());
        String nonce = client.setup();

        Expect.page(429, at.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS)), text, "in 12 hours.");
        Answer answer = at.challenge(nonce, TestClient.ADDRESS);
        assertEquals("budget per " + budget, answer.json().path("detail").asText());
        assertTrue(answer.json().path("hint").asText().contains("oo many messages were requested "), answer.body());
    }

    @Test
    void aPersonIsToldWhenToComeBack() {
        client.challenged();
        client.challenged();
        String nonce = client.setup();

        Answer page = client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS));

        assertEquals(429, page.status());
        assertEquals("43200", page.header("Retry-After"));
        assertTrue(page.body().contains("12 hours"), page.body());
        assertTrue(page.body().contains(TestClient.ADDRESS), page.body());
    }

    @Test
    void aRefusalByABudgetUsesUpNoTransmission() {
        client.challenged();
        client.challenged();
        String nonce = client.setup();

        assertEquals(429, client.challenge(nonce, TestClient.ADDRESS).status());

        assertEquals(
                3, client.authorize(nonce).json().path("pin_transmissions_left").asInt());
    }

    @Test
    void nodesAndRestartsCountTogether() {
        client.challenged();
        client.challenged();

        try (Node node = world.another()) {
            TestClient there = client.at(node);
            assertEquals(429, there.challenge(there.setup(), TestClient.ADDRESS).status());
        }
    }

    @Test
    void theBudgetOfANetworkHoldsDespiteForgedHeaders() {
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    200, from("203.0.113." + i, "person" + i + "@example.com").status());
        }

        assertEquals(429, from("203.0.113.77", "person@example.com").status());
        assertEquals(429, from("192.0.2.1, 203.0.113.77", "person@example.com").status());
        assertEquals(200, from("192.0.2.1", "person@example.com").status());
    }

    private Answer from(String forwardedFor, String address) {
        return from(client, "X-Forwarded-For", forwardedFor, address);
    }

    private static Answer from(TestClient client, String header, String value, String address) {
        return client.http().postForm("/challenge/" + client.setup(), Map.of("CONTACT_EMAIL", address), header, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=_hidden",
                "for=unknown",
                "for=192.0.2.1, for=_hidden",
                "host=\"a,b\";for=fe80::1%eth0",
                "for=198.51.100.7;host=\"a,b\"",
                "for=\"198.51.100.7",
                "by=10.0.0.1",
                ""
            })
    void noHopEscapesTheBudgetOfItsNetwork(String forwarded) {
        TestClient behind = world.another("budget.network", "2/PT1H", "proxy.header", "forwarded")
                .client();
        assertEquals(200, from(behind, "Forwarded", forwarded, "1@example.com").status());
        assertEquals(200, from(behind, "Forwarded", forwarded, "2@example.com").status());

        assertEquals(429, from(behind, "Forwarded", forwarded, "3@example.com").status());
    }

    @Test
    void requestsFromThisMachineCountAndAnUntrustedHeaderIsWarnedOfOnce() {
        try (CapturedLog log = new CapturedLog()) {
            TestClient local = world.another("budget.network", "2/PT1H", "proxy.trusted", "10.0.0.1")
                    .client();
            assertEquals(
                    200,
                    from(local, "X-Forwarded-For", "192.0.2.1", "1@example.com").status());
            assertEquals(
                    200,
                    from(local, "Forwarded", "for=192.0.2.2", "2@example.com").status());

            assertEquals(
                    429,
                    from(local, "X-Forwarded-For", "192.0.2.3", "3@example.com").status());
            assertEquals(
                    1,
                    log.ours().stream()
                            .filter(line -> line.contains("proxy.trusted"))
                            .count());
        }
    }
}
