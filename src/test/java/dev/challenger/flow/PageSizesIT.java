package dev.challenger.flow;

import dev.challenger.testing.Backend;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that every page is small in each of its states, for every type of address. */
class PageSizesIT {
    private static final Map<String, String> ADDRESS = Map.of(
            "CONTACT_EMAIL", "a.person.with.a.long.name@subdomain.example.com",
            "CONTACT_PHONE", "+41791234567",
            "CONTACT_NAME", "Augusta Ada King, Countess of Lovelace",
            "ADDRESS_LINES", "1 Dorset Street\nMarylebone\nLondon W1U 4EG",
            "ADDRESS_COUNTRY", "GB");

    /** No field takes it, not even that for a code. */
    private static final String MALFORMED = "?";

    private final Map<String, String> malformed = new HashMap<>(ADDRESS);

    PageSizesIT() {
        malformed.replaceAll((field, value) -> MALFORMED);
    }

    private static Answer enter(TestClient client, String nonce, String pin) {
        return client.http().postForm("/solve/" + nonce, Map.of("pin", pin), "Accept", Http.BROWSER);
    }

    @ParameterizedTest
    @CsvSource({"email, CONTACT_EMAIL", "phone, CONTACT_PHONE", "postal, ADDRESS_LINES", "postal-ch, ADDRESS_LINES"})
    void thePagesOfAValidationAreSmall(String type, String field, @TempDir Path directory) {
        String command = new Outbox(directory).command();
        try (World world = World.with(
                "address.type", type,
                "phone.countries", "any",
                "command.email", command,
                "command.phone", command,
                "command.post", command,
                "address.restrictions",
                        "{\"" + field + "\":{\"regex\":\"[^!]*\",\"hint\":\"" + "a hint ".repeat(8) + "\"}}",
                "address.hint", "An example of an address, long enough to be understood")) {
            TestClient client = world.node().client();
            String nonce = client.setup();

            Expect.page(200, client.browse(nonce));
            Expect.page(403, enter(client, nonce, "12345678"));
            Expect.page(400, client.challengeByPage(nonce, Map.of()));
            Expect.page(400, client.challengeByPage(nonce, malformed));
            Expect.page(200, client.challengeByPage(nonce, ADDRESS));
            Expect.page(200, client.challengeByPage(nonce, ADDRESS));
            Expect.page(400, client.challengeByPage(nonce, malformed));
            Expect.page(400, enter(client, nonce, MALFORMED));
            Expect.page(403, enter(client, nonce, "12345678"));
            Expect.page(403, enter(client, nonce, "12345678"));
            Expect.page(403, enter(client, nonce, "12345678"));
            Expect.page(400, client.challengeByPage(nonce, malformed));
            Expect.page(200, client.browse(nonce));
            world.clock().advance(Duration.ofHours(1));
            Expect.page(200, client.browse(nonce));
        }
    }

    @Test
    void thePagesOfAConfirmationAreSmall() {
        try (World world = World.with()) {
            Backend backend = Backend.of(world.node(), "shop");
            Http http = new Http(world.node().url());
            String path = "/instances/shop/challenge/"
                    + Backend.offered(backend.demand(Backend.login())).get(0);

            Expect.page(200, http.get(path, "Accept", Http.BROWSER));
            Expect.page(429, http.postForm(path + "/confirm", Map.of("tan", "12345678"), "Accept", Http.BROWSER));
            http.postForm(path, Map.of(), "Accept", Http.BROWSER);
            Expect.page(200, http.get(path, "Accept", Http.BROWSER));
            Expect.page(429, http.postForm(path, Map.of(), "Accept", Http.BROWSER));
            Expect.page(400, http.postForm(path + "/confirm", Map.of("tan", MALFORMED), "Accept", Http.BROWSER));
            Expect.page(409, http.postForm(path + "/confirm", Map.of("tan", "12345678"), "Accept", Http.BROWSER));
            String tan = world.mailbox().newestTan();
            http.postForm(path + "/confirm", Map.of("tan", tan), "Accept", Http.BROWSER);
            Expect.page(200, http.get(path, "Accept", Http.BROWSER));
        }
    }

    @Test
    void thePagesWithoutAFormAreSmall() {
        try (World world = World.with()) {
            TestClient client = world.node().client();
            String nonce = client.challenged();
            client.solve(nonce, world.mailbox().newestTan());

            Expect.page(200, client.browse(nonce));
            Expect.page(200, client.http().get("/", "Accept", Http.BROWSER));
            Expect.page(404, client.http().get("/nothing", "Accept", Http.BROWSER));
        }
    }
}
