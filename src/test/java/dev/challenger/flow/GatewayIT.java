package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Node;
import dev.challenger.testing.StubGateway;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Validates phone numbers by way of two HTTP gateways, of which the second stands in for the first. */
final class GatewayIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PHONE = "+41791234567";

    @AutoClose
    private final StubGateway first = new StubGateway();

    @AutoClose
    private final StubGateway second = new StubGateway();

    @AutoClose
    private final World world = World.with(
            "address.type", "phone",
            "phone.countries", "any",
            "senders.phone", "first, second",
            "sender.first.request", request(first),
            "sender.first.accepted", "200 /id",
            "sender.first.message-id", "/id",
            "sender.second.request", request(second));

    private static String request(StubGateway gateway) {
        return "POST " + gateway.url() + "/\nContent-Type: application/json\n\n"
                + "{\"to\": \"${to}\", \"text\": \"${text}\"}";
    }

    private static String tan(StubGateway gateway) throws Exception {
        String text = JSON.readTree(gateway.newest().body()).path("text").asText();
        Matcher tan = Pattern.compile("\\b\\d{8}\\b").matcher(text);
        assertTrue(tan.find(), text);
        return tan.group();
    }

    private static int challenge(TestClient client, String nonce) {
        return client.http()
                .postForm("/challenge/" + nonce, Map.of("CONTACT_PHONE", PHONE))
                .status();
    }

    @Test
    void theFirstGatewayCarriesTheMessage() throws Exception {
        first.answer(200, "{\"id\": \"m-7\"}");
        TestClient client = world.node().client();
        String nonce = client.setup();
        client.authorize(nonce);

        try (CapturedLog log = new CapturedLog()) {
            assertEquals(200, challenge(client, nonce));

            String line = audit(log).get(0);
            assertTrue(line.contains("\"sender\":\"first\",\"message\":\"m-7\",\"reply\":\"http 200\""), line);
        }
        assertEquals(0, second.requests().size());
        assertEquals(PHONE, JSON.readTree(first.newest().body()).path("to").asText());
        assertEquals(200, client.solve(nonce, tan(first)).status());
    }

    @Test
    void theSecondGatewayStandsInForTheFirst() throws Exception {
        first.answer(402, "{}");
        TestClient client = world.node().client();
        String nonce = client.setup();
        client.authorize(nonce);

        try (CapturedLog log = new CapturedLog()) {
            assertEquals(200, challenge(client, nonce));

            assertTrue(audit(log).get(0).contains("\"sender\":\"second\""));
            assertTrue(log.ours()
                    .contains("first has not taken a message, second tries next: first: refused with http 402"));
        }
        assertEquals(200, client.solve(nonce, tan(second)).status());
    }

    @Test
    void whatTheFirstMayHaveAcceptedIsNotSentAgain() {
        first.answer(500, "{}");
        TestClient client = world.node().client();
        String nonce = client.setup();
        client.authorize(nonce);

        assertEquals(502, challenge(client, nonce));

        assertEquals(0, second.requests().size());
        first.answer(200, "{\"id\": 1}");
        assertEquals(200, challenge(client, nonce));
    }

    @Test
    void aNodeWithoutItsGatewaysStartsAndRefuses() {
        first.close();
        second.close();
        Node node = world.another();
        TestClient client = node.client();
        String nonce = client.setup();
        client.authorize(nonce);

        assertEquals(502, challenge(client, nonce));
    }

    private static List<String> audit(CapturedLog log) {
        return log.all().stream()
                .filter(CapturedLog.Entry::audit)
                .map(CapturedLog.Entry::text)
                .filter(text -> text.contains("\"sent\""))
                .toList();
    }
}
