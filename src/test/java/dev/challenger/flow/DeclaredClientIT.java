package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.secret.Hash;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that a client which only the settings of a node declare gets addresses there, and nowhere else. */
class DeclaredClientIT {
    private static final String SECRET = "secret-token:abcdefghijklmnopqrstuvwxyz";
    private static final long ID = 1001;

    @AutoClose
    private final World world = World.with();

    private final Node node = world.another(
            "client.1001.redirect-uris",
            TestClient.REDIRECT_URI,
            "client.1001.secret-hash",
            HexFormat.of().formatHex(Hash.of(SECRET).bytes()));
    private final TestClient client = new TestClient(new Http(node.url()), ID, SECRET);

    @Test
    void aDeclaredClientGetsTheAddress() {
        Answer token = client.token(client.solved(world.mailbox()));

        assertEquals(200, token.status(), token.body());
        Answer info = client.info(token.json().path("access_token").asText());
        assertEquals(
                TestClient.ADDRESS,
                info.json().path("address").path("CONTACT_EMAIL").asText());
    }

    @Test
    void anotherSecretIsRefusedAsEverywhere() {
        TestClient wrong = new TestClient(new Http(node.url()), ID, SECRET + "x");
        String code = client.solved(world.mailbox());

        Expect.problem(404, 9750, wrong.http().post("/setup/" + ID, "", "Authorization", "Bearer " + wrong.secret()));
        assertEquals(9750, wrong.token(code).code());
        assertEquals(9750, client.token(code, Map.of("client_id", "1002")).code());
        assertEquals(200, client.token(code).status());
    }

    @Test
    void aNodeWithoutTheDeclarationKnowsNeitherTheClientNorItsValidations() {
        String nonce = client.setup();
        TestClient elsewhere = new TestClient(new Http(world.node().url()), ID, SECRET);

        assertEquals(
                9750,
                elsewhere
                        .http()
                        .post("/setup/" + ID, "", "Authorization", "Bearer " + SECRET)
                        .code());
        Expect.problem(404, 9755, elsewhere.authorize(nonce));
        assertEquals(200, client.authorize(nonce).status());
    }
}
