package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A request reads a phone number once with libphonenumber, however many parts of the service need it: the rules, the
 * budgets, the breaker, the sender and the audit log.
 */
class ReadOnceIT {
    private static final String NATIONAL = "079 123 45 67";
    private static final String E164 = "+41791234567";

    @TempDir
    private Path directory;

    private Outbox outbox;
    private TestClient client;

    @AutoClose
    private World world;

    @BeforeEach
    void start() {
        outbox = new Outbox(directory);
        world = World.with(
                "mail.host", "",
                "mail.from", "",
                "address.type", "phone",
                "command.phone", outbox.command(),
                "limit.address-changes", "1",
                "phone.default-country", "CH",
                "phone.countries", "CH");
        client = world.node().client();
        assertEquals(0, reads(() -> client.http().get("/config")));
    }

    /** Returns how often a request reads a phone number. */
    private static long reads(Supplier<Answer> request) {
        PhoneNumber.PARSED.reset();
        var unused = request.get();
        return PhoneNumber.PARSED.sum();
    }

    private Answer challenge(String nonce, String number) {
        return client.challenge(nonce, Map.of("CONTACT_PHONE", number));
    }

    @Test
    void aValidationReadsItsNumberOncePerRequest() {
        String nonce = client.setup("{\"CONTACT_PHONE\": \"" + NATIONAL + "\"}");
        assertEquals(0, reads(() -> client.authorize(nonce)));

        assertEquals(1, reads(() -> challenge(nonce, NATIONAL)), "first");
        assertEquals(1, reads(() -> challenge(nonce, E164)), "refused: too early to send again");
        world.clock().advance(Duration.ofMinutes(10));
        assertEquals(1, reads(() -> challenge(nonce, NATIONAL)), "sent again");
        assertEquals(2, outbox.count());
        assertEquals(0, reads(() -> client.http().get("/solve/" + nonce, "Accept", Http.BROWSER)));

        assertEquals(1, reads(() -> client.solve(nonce, "00000000")), "wrong");
        JsonNode[] body = new JsonNode[1];
        assertEquals(1, reads(() -> keep(body, client.solve(nonce, outbox.newestTan()))), "right");
        String code = TestClient.code(body[0].path("redirect_url").asText());
        assertEquals(1, reads(() -> keep(body, client.token(code))));
        String token = body[0].path("access_token").asText();
        assertEquals(1, reads(() -> keep(body, client.info(token))));
        assertEquals(E164, body[0].path("address").path("CONTACT_PHONE").asText());
    }

    private static Answer keep(JsonNode[] body, Answer answer) {
        body[0] = answer.json();
        return answer;
    }

    @Test
    void aNumberThatIsRefusedIsReadOnce() {
        String nonce = client.setup();
        assertEquals(1, reads(() -> challenge(nonce, "+49 151 12345678")), "refused: another country");

        outbox.fail();
        assertEquals(1, reads(() -> challenge(nonce, NATIONAL)), "the hand-over failed");
    }

    @Test
    void aTanChallengeReadsItsNumberOncePerRequest() {
        Backend shop = Backend.of(world.node(), "shop");
        String body = Backend.login(Backend.REQUEST, Backend.factor("sms", NATIONAL));

        assertEquals(1, reads(() -> shop.demand(body)));
        String id = Backend.offered(shop.demand(body)).get(0);
        assertEquals(1, reads(() -> {
            shop.send(id);
            return client.http().get("/config");
        }));
        assertEquals(1, reads(() -> {
            shop.confirm(id, outbox.newestTan());
            return client.http().get("/config");
        }));
        assertEquals(1, reads(() -> shop.demand(body, id)));
    }
}
