package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.db.Database;
import dev.challenger.db.Steps;
import dev.challenger.mfa.ChallengeErasure;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Secrets;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.World;
import dev.challenger.validation.Erasure;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that an address is erased by an index: the cost does not depend on the rows of other addresses. */
class ErasureCostIT {
    private static final int OTHERS = 5_000;
    private static final int MOST_READS = 60;

    private static final String DIGITS =
            "(WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i FROM n)";

    @AutoClose
    private final World world = World.with();

    /** A pool of one connection, so that its counters tell what the erasure reads. */
    @AutoClose
    private final BasicDataSource pool = new BasicDataSource();

    private final Sql sql = new Sql(world.database());
    private final TestClient client = world.node().client();

    /** Copies the only row of a table, with hashes of other addresses over three days. */
    private void fill(String table, String columns, String values) {
        sql.run("""
                INSERT INTO %s (address_hash, %s)
                SELECT CONCAT(UNHEX(LPAD(HEX(ORD(LEFT(address_hash, 1)) * 256 + ORD(SUBSTR(address_hash, 2, 1)) + i MOD 3), 4, '0')),
                              UNHEX(LEFT(SHA2(i, 256), 16))), %s
                  FROM %1$s JOIN (SELECT a.i * 100 + b.i AS i FROM $DIGITS a, $DIGITS b) n
                 WHERE i < %d
                """.formatted(table, columns, values, OTHERS)
                .replace("$KEY", "UNHEX(SHA2(i, 256))")
                .replace("$DIGITS", DIGITS));
    }

    /** Returns the number of rows that the server has read for the connection. */
    private long reads() {
        return new Sql(pool)
                .rows("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                        .mapToLong(row -> Long.parseLong(String.valueOf(row.get("Value"))))
                        .sum();
    }

    @Test
    void onlyRowsOfTheAddressAreRead() {
        world.node().challenger().housekeeping().close();
        client.challenged();
        Backend.of(world.node(), "shop")
                .demand(Backend.login(Backend.REQUEST, Backend.factor("email", TestClient.ADDRESS)));
        String validation =
                "client_id, expires_at, purge_at, read_only, changes_left, tans_issued, address, prefilled_hash";
        fill("validation", validation + ", nonce_hash", validation + ", $KEY");
        String challenge = "key_id, expires_at, purge_at, instance, operation, channel, address, tans_issued";
        fill("tan_challenge", challenge + ", salt, binding", challenge + ", $KEY, $KEY");
        sql.run("ANALYZE TABLE validation, tan_challenge");
        pool.setUrl(world.database().jdbcUrl());
        pool.setUsername(world.database().user());
        pool.setPassword(world.database().password());
        pool.setMaxTotal(1);
        AddressHashes hashes =
                new AddressHashes(Unchecked.call(() -> new KeyFile(world.keyFile()).open(new Secrets())));
        AddressPolicy policy = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
        Address person = policy.parse(Map.of("CONTACT_EMAIL", TestClient.ADDRESS));

        long before = reads();
        assertEquals(1, new Erasure(policy, hashes, new Database(pool)).erase(person, Steps.UNWATCHED));
        assertEquals(1, new ChallengeErasure(new Database(pool), hashes).erase(person));
        long read = reads() - before;

        assertTrue(read < MOST_READS, read + " rows read");
        assertEquals(OTHERS, sql.number("SELECT COUNT(*) FROM validation"));
        assertEquals(OTHERS, sql.number("SELECT COUNT(*) FROM tan_challenge"));
    }
}
