package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

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
        return client.http()
                .postForm(
                        "/challenge/" + client.setup(),
                        Map.of("CONTACT_EMAIL", address),
                        "X-Forwarded-For",
                        forwardedFor);
    }
}
