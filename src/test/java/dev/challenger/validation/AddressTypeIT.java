package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that an order keeps its address type where a node for e-mail and a node for phones share one schema. */
class AddressTypeIT {
    private static final String NUMBER = "+41791234567";

    @AutoClose
    private static final World WORLD = World.with();

    private static final TestClient EMAIL = WORLD.node().client();

    @TempDir
    private static Path directory;

    private static TestClient phone;

    @BeforeAll
    static void startTheOtherNode() {
        String command = new Outbox(directory).command();
        phone = EMAIL.at(WORLD.another("address.type", "phone", "command.phone", command, "phone.countries", "CH"));
    }

    @Test
    void anOrderIsUnknownToNodesOfAnotherType() {
        String number = phone.setup();
        phone.authorize(number);
        String email = EMAIL.challenged();

        Expect.problem(404, 9755, EMAIL.authorize(number));
        Expect.problem(404, 9755, EMAIL.challenge(number, TestClient.ADDRESS));
        Expect.problem(404, 9755, EMAIL.solve(number, "12345678"));
        Expect.page(404, EMAIL.http().get(EMAIL.authorizePath(number, Map.of()), "Accept", Http.BROWSER), "9755");
        Expect.problem(404, 9755, phone.authorize(email));
        Expect.problem(404, 9755, phone.solve(email, WORLD.mailbox().newestTan()));
        assertEquals(200, EMAIL.solve(email, WORLD.mailbox().newestTan()).status());
        assertEquals(200, phone.authorize(number).status());
    }

    @Test
    void aPushedRequestIsUnknownToNodesOfAnotherType() {
        String uri = phone.push(Map.of()).json().path("request_uri").asText();
        String path = "/authorize?" + Http.form(Map.of("client_id", Long.toString(phone.id()), "request_uri", uri));

        Expect.problem(404, 9755, EMAIL.http().get(path));
        assertEquals(302, phone.http().get(path).status());
    }

    @Test
    void anyNodeTellsTheStoredType() {
        String code = EMAIL.solved(WORLD.mailbox());
        String token = phone.token(code).json().path("access_token").asText();

        assertEquals("email", phone.info(token).json().path("address_type").asText());
        assertEquals(EMAIL.info(token).body(), phone.info(token).body());
    }

    @Test
    void anOrderOlderThanTheColumnIsKnownToEveryNode() {
        String nonce = EMAIL.setup();
        new Sql(WORLD.database()).run("UPDATE validation SET address_type = NULL ORDER BY id DESC LIMIT 1");

        assertEquals(200, EMAIL.authorize(nonce).status());
        assertEquals(200, phone.authorize(nonce).status());
        assertEquals(
                200,
                phone.http()
                        .postForm("/challenge/" + nonce, Map.of("CONTACT_PHONE", NUMBER))
                        .status());
    }
}
