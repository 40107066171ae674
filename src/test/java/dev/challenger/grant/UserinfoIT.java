package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.db.Steps;
import dev.challenger.testing.Addresses;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that {@code /userinfo} gives what {@code /info} gives, with the statuses of RFC 6750. */
class UserinfoIT {
    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();

    @Test
    void theAnswerIsThatOfInfo() {
        String token = token();

        Answer got = client.http().get("/userinfo", "Authorization", "Bearer " + token);
        Answer posted = client.http().post("/userinfo", "", "Authorization", "Bearer " + token);

        assertEquals(200, got.status(), got.body());
        assertEquals(client.info(token).body(), got.body());
        assertEquals(got.body(), posted.body());
    }

    @ParameterizedTest
    @CsvSource({
        "9753, , Bearer 0000000000000000000000000000000000000000000000000000",
        "26, Authorization, Bearer x",
        "25, Authorization, Basic x",
    })
    void everyTokenThatIsRefusedGets401(int code, String detail, String authorization) {
        Answer answer = client.http().get("/userinfo", "Authorization", authorization);

        Expect.oauthProblem(401, code, detail, "invalid_token", answer);
        assertEquals(code == 25 ? "Bearer" : "Bearer error=\"invalid_token\"", answer.header("WWW-Authenticate"));
    }

    @Test
    void anErasedAddressIsRefusedToo() {
        String token = token();
        WORLD.node().challenger().erase(Addresses.email(TestClient.ADDRESS), Steps.UNWATCHED);

        assertEquals(
                401,
                client.http()
                        .get("/userinfo", "Authorization", "Bearer " + token)
                        .status());
    }

    private String token() {
        return client.token(client.solved(WORLD.mailbox()))
                .json()
                .path("access_token")
                .asText();
    }
}
