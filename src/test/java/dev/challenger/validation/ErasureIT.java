package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that a fetched address is erased after the configured time, and that everything else still works then. */
class ErasureIT {
    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final String PREFILLED = "{\"CONTACT_EMAIL\": \"other@example.com\"}";

    @AutoClose
    private final World world = World.with("address.erased-after", AFTER.toString());

    private final Sql sql = new Sql(world.database());
    private final TestClient client = world.node().client();
    private final String nonce = client.setup(PREFILLED);

    /** @return the code */
    private String solved() {
        client.authorize(nonce);
        client.challenge(nonce, TestClient.ADDRESS);
        Answer solved = client.solve(nonce, world.mailbox().newestTan());
        return TestClient.code(solved.json().path("redirect_url").asText());
    }

    private String token(String code) {
        return client.token(code).json().path("access_token").asText();
    }

    private int head(String token) {
        return client.http()
                .send(client.http()
                        .request("/info")
                        .header("Authorization", "Bearer " + token)
                        .method("HEAD", BodyPublishers.noBody())
                        .build())
                .status();
    }

    private void purge() {
        world.node().challenger().housekeeping().purge();
    }

    private long addresses() {
        return sql.number("SELECT COUNT(address) + COUNT(prefilled_address) FROM validation");
    }

    private long version() {
        return sql.number("SELECT version FROM validation");
    }

    /** @return the token */
    private String erased(String code) {
        String token = token(code);
        assertEquals(200, client.info(token).status());
        world.clock().advance(AFTER);
        purge();
        assertEquals(0, addresses());
        assertEquals(0, sql.number("SELECT LENGTH(address_hash) + LENGTH(prefilled_hash) FROM validation"));
        return token;
    }

    @Test
    void theTimeRunsFromTheRedemptionAndThenOnlyTheAddressIsErased() {
        String code = solved();
        world.clock().advance(Duration.ofMinutes(2));
        purge();
        String token = token(code);
        assertEquals(200, client.info(token).status());
        world.clock().advance(AFTER.minusMillis(1));
        purge();
        assertEquals(200, client.info(token).status());
        assertEquals(2, addresses());

        world.clock().advance(Duration.ofMillis(1));
        purge();

        assertEquals(0, addresses());
        assertEquals(1, sql.number("SELECT COUNT(*) FROM validation"));
        Expect.oauthProblem(404, 9753, "the address is erased", "invalid_token", client.info(token));
    }

    @Test
    void anAddressThatWasNotFetchedIsErasedToo() {
        String token = token(solved());
        world.clock().advance(AFTER);

        purge();

        assertEquals(404, client.info(token).status());
    }

    @Test
    void fetchingWritesNothing() {
        String token = token(solved());
        long before = version();

        assertEquals(200, client.info(token).status());
        assertEquals(200, head(token));

        assertEquals(before, version());
    }

    @Test
    void headRevealsNoMoreThanGet() {
        String token = erased(solved());

        assertEquals(404, head(token));
    }

    @Test
    void thePersonStillComesBackToTheClient() {
        String code = solved();
        erased(code);

        for (Answer again : List.of(client.challenge(nonce, TestClient.ADDRESS), client.solve(nonce, "00000000"))) {
            assertEquals("completed", again.json().path("type").asText(), again.body());
            assertEquals(code, TestClient.code(again.json().path("redirect_url").asText()));
        }
        Answer status = client.authorize(nonce);
        assertTrue(status.json().path("solved").asBoolean(), status.body());
        assertTrue(status.json().path("last_address").isMissingNode(), status.body());
        Answer page = client.browse(nonce);
        Expect.page(200, page, code);
        assertFalse(page.body().contains("@example.com"), page.body());
    }

    @Test
    void aCodeWhoseAddressIsErasedIsRefused() {
        String code = solved();
        sql.run("UPDATE validation SET address = NULL, prefilled_address = NULL");

        Expect.oauthProblem(409, 9759, null, "invalid_grant", client.token(code));
    }

    @Test
    void aCodePresentedAgainStillRevokesItsToken() {
        String code = solved();
        String token = erased(code);

        assertEquals(400, client.token(code).status());

        Expect.oauthProblem(404, 9753, null, "invalid_token", client.info(token));
        assertEquals(0, addresses());
    }
}
