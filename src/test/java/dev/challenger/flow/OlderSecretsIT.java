package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.secret.Hash;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.World;
import dev.challenger.wire.Base32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Proves that the nonces, codes and tokens of versions whose secrets had no time keep working, and that one that looks as if
 * it had a time is merely unknown.
 */
class OlderSecretsIT {
    private static final String NONCE = "4".repeat(51) + "0";
    private static final String TOKEN = "5".repeat(51) + "0";

    /** One secret in 2^24 begins like this. */
    private static final String BY_CHANCE = "T1ME" + "0".repeat(48);

    @AutoClose
    private final World world = World.with();

    private final Sql sql = new Sql(world.database());
    private final TestClient client = world.node().client();

    /** Replaces the stored hash of the newest secret of a kind by that of an older one, which is its SHA-256. */
    private void store(String column, byte[] hash) {
        sql.run("UPDATE validation SET " + column + " = x'" + HexFormat.of().formatHex(hash) + "'");
    }

    private static byte[] sha256(String secret) {
        return Hash.of(Base32.decode(secret, Hash.LENGTH).orElseThrow()).bytes();
    }

    private void ordered(String nonce) {
        client.setup();
        store("nonce_hash", sha256(nonce));
    }

    private Answer solve() {
        assertEquals(200, client.authorize(NONCE).status());
        assertEquals(200, client.challenge(NONCE, TestClient.ADDRESS).status());
        return client.solve(NONCE, world.mailbox().newestTan());
    }

    private static String code(Answer solved) {
        assertEquals(200, solved.status(), solved.body());
        return TestClient.code(solved.json().path("redirect_url").asText());
    }

    /** The code is derived from the row after the update. */
    @Test
    void anOpenValidationGoesOn() {
        ordered(NONCE);

        String code = code(solve());

        assertEquals(code, code(client.solve(NONCE, "00000000")));
        assertEquals(200, client.token(code).status());
    }

    @Test
    void aCodeOfTheFormerKeyIsTheSameAfterAnother() throws IOException {
        ordered(NONCE);
        String code = code(solve());
        Path keys = Path.of(TestKeys.newFile());
        Files.copy(world.keyFile(), keys);
        Files.writeString(keys, "2 " + TestKeys.COUNTING + "\n", StandardOpenOption.APPEND);

        TestClient rotated = client.at(world.another("key.file", keys.toString()));

        assertEquals(code, code(rotated.solve(NONCE, "00000000")));
        assertEquals(200, rotated.token(code).status());
    }

    @Test
    void aTokenStaysGood() {
        String code = client.solved(world.mailbox());
        assertEquals(200, client.token(code).status());

        store("token_hash", sha256(TOKEN));

        assertEquals(200, client.info(TOKEN).status());
    }

    @Test
    void aNonceThatLooksLikeANewOneIsUnknown() {
        ordered(BY_CHANCE);

        assertEquals(404, client.authorize(BY_CHANCE).status());
        assertEquals(
                9755,
                client.challenge(BY_CHANCE, TestClient.ADDRESS)
                        .json()
                        .path("code")
                        .asInt());
    }

    @Test
    void aTokenThatLooksLikeANewOneIsUnknown() {
        assertEquals(200, client.token(client.solved(world.mailbox())).status());

        store("token_hash", sha256(BY_CHANCE));

        Expect.oauthProblem(404, 9753, null, "invalid_token", client.info(BY_CHANCE));
    }

    /** So it is derived if the hash of an older nonce looks as if it had a time. */
    @Test
    void aCodeThatIsDerivedInAnotherWayThanBeforeIsUnknown() {
        String code = client.solved(world.mailbox());

        store("code_hash", sha256(BY_CHANCE));

        Expect.oauthProblem(400, 9754, null, "invalid_grant", client.token(code));
    }
}
