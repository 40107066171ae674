package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves when a person is asked about an address that looks mistyped, and that the question has no effect. */
class MistypedAddressIT {
    private static final String TYPED = "ada@gmial.com";
    private static final String MEANT = "ada@gmail.com";

    @AutoClose
    private static final World WORLD = World.with(
            "address.restrictions",
            "{\"CONTACT_EMAIL\":{\"regex\":\".*@(gmail|gmial|hotmial)[.]com\",\"hint\":\"h\"}}");

    private final TestClient client = WORLD.node().client();
    private final Sql sql = new Sql(WORLD.database());

    private static Map<String, String> address(String email) {
        return Map.of("CONTACT_EMAIL", email);
    }

    private long traces() {
        return sql.number("SELECT COALESCE(SUM(version), 0) FROM validation")
                + sql.number("SELECT COUNT(*) FROM budget")
                + WORLD.mailbox().messages().size();
    }

    @Test
    void theQuestionStoresCountsAndSendsNothing() {
        String nonce = client.setup();
        long before = traces();

        for (int again = 0; again < 2; again++) {
            Expect.page(
                    200,
                    client.challengeByPage(nonce, address("Ada@GMIAL.com")),
                    "<h1>Did you mean Ada@gmail.com?</h1>",
                    "value=\"Ada@gmail.com\">",
                    "value=\"Ada@gmial.com\">");
        }

        assertEquals(before, traces());
        Expect.page(200, client.challengeByPage(nonce, address(MEANT)), "<strong class=\"address\">" + MEANT);
    }

    @Test
    void thePersonMayInsist() {
        String nonce = client.setup();
        Map<String, String> insisting = Map.of("CONTACT_EMAIL", TYPED, "as_typed", "1");

        Expect.page(200, client.challengeByPage(nonce, insisting), "<strong class=\"address\">" + TYPED);
        // The address that has got a message is not asked about again.
        Expect.page(200, client.challengeByPage(nonce, address(TYPED)), "name=\"pin\"");
    }

    @Test
    void programsAreNotAsked() {
        Answer created = client.challenge(client.setup(), address("program@gmial.com"));

        assertEquals(200, created.status());
        assertTrue(created.json().path("transmitted").asBoolean(), created.body());
    }

    @Test
    void anAddressThatCannotBeChangedIsNotAskedAbout() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"fixed@gmial.com\", \"read_only\": true}");

        Expect.page(200, client.challengeByPage(nonce, address("fixed@gmial.com")), "name=\"pin\"");
    }

    @Test
    void anAddressThatWouldBeRefusedIsNotProposed() {
        Expect.page(200, client.challengeByPage(client.setup(), address("ada@hotmial.com")), "name=\"pin\"");
    }

    @Test
    void theQuestionComesAfterTheLimits() {
        String nonce = client.setup();
        for (String each : new String[] {"a", "b", "c"}) {
            client.challenge(nonce, address(each + "@gmail.com"));
        }

        Expect.page(429, client.challengeByPage(nonce, address("d@gmial.com")), "role=\"alert\"");
    }
}
