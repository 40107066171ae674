package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.client.DeclaredClients;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException.Conflict;
import dev.challenger.db.Rows.Change;
import dev.challenger.db.Steps;
import dev.challenger.secret.Hash;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.Tans;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.World;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that no concurrent request writes an erased address back. */
class ErasureRaceIT {
    private static final Address PERSON = Samples.address(TestClient.ADDRESS);

    @AutoClose
    private final World world = World.with("address.erased-after", "PT1M");

    private final Database database = new Database(world.database().dataSource());
    private final AddressHashes hashes =
            new AddressHashes(Unchecked.call(() -> new KeyFile(world.keyFile()).open(new Secrets())));
    private final ValidationStore store = new ValidationStore(database, Samples.POLICY, hashes, DeclaredClients.NONE);
    private final Erasure erasure = new Erasure(Samples.POLICY, hashes, database);
    private final Sql sql = new Sql(world.database());
    private final TestClient client = world.node().client();

    /** Stops the housekeeping of the node, which would interfere. */
    @BeforeEach
    void stopHousekeeping() {
        world.node().challenger().housekeeping().close();
    }

    private record Written(Validation after) implements Change<Validation> {}

    private static Hash hash(String secret) {
        return Secret.parse(secret).orElseThrow().hash();
    }

    /** Returns the hash of the nonce of the newest validation. */
    private Hash newest() {
        return Hash.stored(database.one(
                        "SELECT nonce_hash FROM validation ORDER BY id DESC LIMIT 1", row -> row.getBytes("nonce_hash"))
                .orElseThrow());
    }

    private Instant now() {
        return world.clock().instant();
    }

    private Validation fetched(String code) {
        String token = client.token(code).json().path("access_token").asText();
        assertEquals(200, client.info(token).status());
        world.clock().advance(Duration.ofMinutes(1));
        return store.find(By.NONCE, newest(), now()).orElseThrow();
    }

    /**
     * Revokes the token, which writes the whole row, and runs something between its reading and writing.
     *
     * @return the addresses that were read, one for each attempt
     */
    private List<@Nullable Address> revokeWhile(Runnable other) {
        List<@Nullable Address> seen = new ArrayList<>();
        Function<Validation, Written> decision = before -> {
            if (seen.isEmpty()) {
                other.run();
            }
            seen.add(before.validatedAddress());
            return new Written(
                    before.with(Objects.requireNonNull(before.grant()).revoked()));
        };
        store.change(newest(), now(), decision);
        return seen;
    }

    @Test
    void housekeepingIsNotUndone() {
        String code = client.solved(world.mailbox());
        fetched(code);

        List<@Nullable Address> seen = revokeWhile(() -> new ExpiryStore(database).eraseDue(now(), 10));

        assertEquals(2, seen.size(), "the row was read again after the conflict");
        assertNull(seen.get(1));
        assertEquals(0, sql.number("SELECT COUNT(address) + COUNT(token_hash) FROM validation"));
    }

    @Test
    void erasingAnAddressIsNotUndone() {
        client.solved(world.mailbox());

        List<@Nullable Address> seen = revokeWhile(() -> assertEquals(1, erasure.erase(PERSON, Steps.UNWATCHED)));

        assertEquals(2, seen.size(), "the row was read again after the conflict");
        assertNull(seen.get(1));
        assertEquals(0, sql.number("SELECT COUNT(address) FROM validation"));
    }

    @Test
    void aConcurrentSubmissionOfAnAddressFindsNothing() {
        String nonce = client.challenged();

        Problem problem = assertThrows(
                Problem.class,
                () -> store.change(hash(nonce), now(), before -> {
                    erasure.erase(PERSON, Steps.UNWATCHED);
                    return new Written(before.with(
                            0,
                            Objects.requireNonNull(before.destination()),
                            new Tans(9, before.tans().sent())));
                }));

        assertEquals(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN, problem.code());
        assertEquals(0, sql.number("SELECT COUNT(*) FROM validation"));
    }

    @Test
    void aRowThatChangesConcurrentlyIsReadAgain() {
        client.challenged();
        ErasureStore rows = new ErasureStore(database);
        AddressStore addresses = new AddressStore(database, Samples.POLICY, hashes);
        AddressStore.Holder stale = addresses.find(addresses.ids(PERSON).get(0)).orElseThrow();
        sql.run("UPDATE validation SET version = version + 1");

        assertThrows(Conflict.class, () -> rows.erase(stale));
        assertThrows(Conflict.class, () -> rows.erasePrefilled(stale));
        assertThrows(Conflict.class, () -> rows.delete(stale));
        assertEquals(1, sql.number("SELECT COUNT(address) FROM validation"));
    }

    @Test
    void expiredAddressesAreErasedSliceBySlice() {
        for (int i = 0; i < 5; i++) {
            fetched(client.solved(world.mailbox()));
        }

        assertEquals(3, new ExpiryStore(database).eraseDue(now(), 3));
        assertEquals(2, new ExpiryStore(database).eraseDue(now(), 3));
        assertEquals(0, new ExpiryStore(database).eraseDue(now(), 3));
        assertEquals(0, sql.number("SELECT COUNT(address) FROM validation"));
    }
}
