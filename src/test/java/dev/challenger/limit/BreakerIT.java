package dev.challenger.limit;

import static dev.challenger.testing.Backend.factor;
import static dev.challenger.testing.Backend.hash;
import static dev.challenger.testing.Backend.login;
import static dev.challenger.testing.Backend.offered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Transmission;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Proves that two nodes stop messages to an area for a while when their TANs are not entered, the signature of toll
 * fraud.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BreakerIT {
    private static final Duration TIME_TO_ENTER = Duration.ofMinutes(10);

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @AutoClose
    private final World world = World.with(
            "breaker.minimum", "4",
            "breaker.ratio", "50",
            "budget.network", "1000000/PT1H");

    private final Mailbox mailbox = world.mailbox();
    private final TestClock clock = world.clock();
    private final Node first = world.node();
    private final Node second = world.another();
    private final TestClient client = first.client();
    private int sentBefore;

    /** Lets the counters of earlier tests expire. */
    @BeforeEach
    void twoDaysLater() {
        clock.advance(Duration.ofDays(2));
        log.clear();
        sentBefore = mailbox.messages().size();
    }

    private int sent() {
        return mailbox.messages().size() - sentBefore;
    }

    private Answer message(Node node, String address) {
        return client.at(node).challenge(client.setup(), address);
    }

    private void messageMany(int count, String domain) {
        for (int i = 0; i < count; i++) {
            Node node = i % 2 == 0 ? first : second;
            assertEquals(200, message(node, "person" + i + "@" + domain).status());
        }
    }

    private void validate(String address) {
        String nonce = client.setup();
        client.authorize(nonce);
        assertEquals(200, client.challenge(nonce, address).status());
        assertEquals(
                200, client.at(second).solve(nonce, mailbox.newestTan(address)).status());
    }

    private List<String> warnings() {
        return log.ours().stream().filter(line -> line.contains("are stopped")).toList();
    }

    @Test
    void theBreakerOpensForOneDomainOnAllNodesWarnsOnceAndClosesByItself() {
        messageMany(4, "example.com");
        clock.advance(TIME_TO_ENTER);

        Answer refused = message(first, "person@EXAMPLE.com");

        assertEquals(429, refused.status());
        assertEquals(9757, refused.code());
        assertEquals(
                "no messages to this area for now",
                refused.json().path("detail").asText());
        assertEquals("3600", refused.header("Retry-After"));
        assertEquals(429, message(second, "person1@example.com").status());
        assertEquals(200, message(second, "person@example.org").status());
        assertEquals(5, sent());
        assertEquals(1, warnings().size(), warnings().toString());

        clock.advance(Duration.ofHours(1));
        assertEquals(200, message(second, "person@example.com").status());
        clock.advance(TIME_TO_ENTER);
        assertEquals(200, message(first, "person@example.com").status());
    }

    /** Strangers could otherwise lock out owners by validations that they order and do not finish. */
    @Test
    void validationsAndTanChallengesCountApart() {
        Backend backend = Backend.of(first, "shop");
        messageMany(4, "example.com");
        clock.advance(TIME_TO_ENTER);
        assertEquals(429, message(first, "person@example.com").status());

        for (int i = 0; i < 4; i++) {
            backend.send(challenge(backend, "owner" + i + "@example.com"));
        }
        clock.advance(TIME_TO_ENTER);
        Transmission refused = backend.trySending(challenge(backend, "owner@example.com"));

        assertEquals(
                "no messages to this area for now",
                refused.refusal().orElseThrow().detail().orElseThrow());
        Breaker breaker = first.challenger().breaker();
        assertEquals(
                List.of("example.com", "op:example.com"),
                breaker.list(clock.instant()).stream().map(Stop::area).toList());
        assertTrue(breaker.close("op:example.com", clock.instant()));
        backend.send(challenge(backend, "owner@example.com"));
        assertEquals(429, message(first, "person@example.com").status());
    }

    private static String challenge(Backend backend, String address) {
        return offered(backend.demand(login(hash(address), factor("email", address))))
                .get(0);
    }

    @Test
    void aRestartKeepsTheBreakerOpen() {
        messageMany(4, "example.com");
        clock.advance(TIME_TO_ENTER);
        assertEquals(429, message(first, "person@example.com").status());

        try (Node third = world.another()) {
            assertEquals(429, message(third, "person@example.com").status());
        }
        assertEquals(1, warnings().size());
    }

    @Test
    void theBreakerStaysClosedWhereTansAreEntered() {
        for (int i = 0; i < 4; i++) {
            validate("person" + i + "@example.com");
        }
        messageMany(8, "example.com");
        clock.advance(TIME_TO_ENTER);

        assertEquals(200, message(second, "person@example.com").status());
    }

    @Test
    void oneAddressNeverOpensTheBreakerHoweverOftenItAsks() {
        for (int i = 0; i < 40; i++) {
            assertEquals(
                    200,
                    message(i % 2 == 0 ? first : second, "person@example.com").status());
            clock.advance(Duration.ofMinutes(5));
        }

        assertEquals(List.of(), warnings());
    }

    @Test
    void aRefusalUsesUpNoTransmissionAndAPersonIsToldWhenToComeBack() {
        messageMany(4, "example.com");
        clock.advance(TIME_TO_ENTER);
        String nonce = client.setup();

        Answer page = client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", "person@example.com"));

        assertEquals(429, page.status());
        assertEquals("3600", page.header("Retry-After"));
        assertTrue(page.body().contains("not sending messages to addresses at this e-mail provider"), page.body());
        assertTrue(page.body().contains("60 minutes") || page.body().contains("1 hour"), page.body());
        assertEquals(
                3, client.authorize(nonce).json().path("pin_transmissions_left").asInt());
        assertEquals(4, sent());
    }

    @Test
    void messagesThatAreNotHandedOverOrOverBudgetDoNotCount() {
        try (Node third = world.another("mail.port", "9")) {
            for (int i = 0; i < 4; i++) {
                assertEquals(502, message(third, "person" + i + "@example.com").status());
            }
        }
        try (Node fourth = world.another("budget.domain", "1/P1D")) {
            assertEquals(200, message(fourth, "person@example.com").status());
            for (int i = 0; i < 4; i++) {
                assertEquals(429, message(fourth, "person" + i + "@example.com").status());
            }
        }
        clock.advance(TIME_TO_ENTER);

        assertEquals(200, message(first, "person@example.com").status());
        assertEquals(List.of(), warnings());
    }

    @Test
    void theWarningHasNoAddress() {
        messageMany(4, "example.com");
        clock.advance(TIME_TO_ENTER);
        message(first, "person@example.com");

        assertFalse(
                log.ours().stream().anyMatch(line -> line.contains("@")),
                log.ours().toString());
    }
}
