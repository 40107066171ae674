package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import dev.challenger.transmission.OtherSide.Behaviour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The conformance suite of senders, with the promises that a node with the sender keeps. */
abstract class NodeContract extends TransmitterContract {
    private static final List<Behaviour> REFUSING =
            List.of(Behaviour.KNOWS_NO_SUCH_ADDRESS, Behaviour.IS_OUT_OF_ORDER, Behaviour.REFUSES);

    private World world(String... more) {
        Map<String, String> settings = new HashMap<>(other.settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return World.with(settings);
    }

    private static String begun(TestClient client) {
        String nonce = client.setup();
        client.authorize(nonce);
        return nonce;
    }

    @Test
    void aRefusalGivesTransmissionAndBudgetBack() throws Exception {
        try (World world = world("budget.destination", "1/P1D")) {
            TestClient client = world.node().client();
            String nonce = begun(client);
            for (Behaviour behaviour : REFUSING) {
                if (other.shows(behaviour)) {
                    fail(client, nonce, behaviour);
                }
            }
            other.behave(Behaviour.ACCEPTS);

            assertEquals(200, client.challenge(nonce, other.address()).status());
            assertEquals(1, other.accepted().size());
            assertEquals(429, client.challenge(begun(client), other.address()).status());
            assertEquals(1, other.accepted().size());
        }
    }

    /** Otherwise a sender that answers late would send any number of messages to one address. */
    @Test
    void aMessageThatMayHaveBeenAcceptedStaysInItsBudget() throws Exception {
        assumeTrue(other.shows(Behaviour.HANGS));
        try (World world = world("budget.destination", "1/P1D")) {
            TestClient client = world.node().client();
            String nonce = begun(client);
            fail(client, nonce, Behaviour.HANGS);
            other.behave(Behaviour.ACCEPTS);
            int before = other.accepted().size();

            assertEquals(429, client.challenge(nonce, other.address()).status());
            assertEquals(before, other.accepted().size());
        }
    }

    /** Asks for a message that the other side does not take. The person gets the transmission back in each case. */
    private void fail(TestClient client, String nonce, Behaviour behaviour) throws Exception {
        other.behave(behaviour);
        assertEquals(502, client.challenge(nonce, other.address()).status());
        assertEquals(
                3, client.authorize(nonce).json().path("pin_transmissions_left").asInt());
    }

    @Test
    void aSenderOutOfOrderIsLeftAlone() throws Exception {
        try (World world = world()) {
            TestClient client = world.node().client();
            other.behave(Behaviour.IS_OUT_OF_ORDER);
            for (int i = 0; i < Circuit.FAULTS; i++) {
                assertEquals(
                        502, client.challenge(begun(client), other.address()).status());
            }
            other.behave(Behaviour.ACCEPTS);
            int attempts = other.attempts();

            assertEquals(502, client.challenge(begun(client), other.address()).status());
            assertEquals(attempts, other.attempts());

            world.clock().advance(Circuit.OPEN_FOR);
            assertEquals(200, client.challenge(begun(client), other.address()).status());
        }
    }

    @Test
    void aFullBulkheadRefusesAtOnce() throws Exception {
        assumeTrue(other.shows(Behaviour.HANGS), "no node can be made to hang so");
        try (World world = world("sending.requests", "1", "sending.wait-for", "PT0S")) {
            Node node = world.node();
            TestClient client = node.client();
            String first = begun(client);
            String second = begun(client);
            other.behave(Behaviour.HANGS);
            CompletableFuture<Answer> hanging =
                    CompletableFuture.supplyAsync(() -> client.challenge(first, other.address()));
            Waiting.until("the message is on its way", () -> Unchecked.call(other::attempts) > 0);

            Answer refused = client.challenge(second, other.address());

            assertTrue(refused.body().contains(other.busy()), refused.body());
            assertEquals(502, hanging.join().status());
            assertEquals(1, other.attempts());
        }
    }
}
