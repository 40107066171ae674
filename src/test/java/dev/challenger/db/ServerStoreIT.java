package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves what a real server, which lives in an odd time zone, says about itself. */
class ServerStoreIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @ParameterizedTest
    @ValueSource(ints = {0, 90, -90, 86_400})
    void theClocksAreCompared(int ahead) {
        InstantSource system = InstantSource.system();

        Server server =
                ServerStore.find(database.dataSource(), () -> system.instant().plusSeconds(ahead));

        // The machine may be busy.
        assertTrue(server.ahead().minusSeconds(ahead).abs().compareTo(Duration.ofSeconds(4)) < 0, server.toString());
    }

    @Test
    void theServerTellsWhatItGrantsAndIs() {
        Server server = ServerStore.find(database.dataSource(), InstantSource.system());

        assertTrue(server.granted() > 1, server.toString());
        assertEquals(server.connections(), server.granted());
        assertFalse(server.galera());
        // The servers of the tests have TLS switched off.
        assertFalse(server.encrypted());
    }

    @Test
    void anEncryptedConnectionIsKnownAsSuch() {
        try (DatabaseServer server = DatabaseServer.launchEncrypting();
                TestDatabase schema = server.fresh()) {
            DataSource encrypted = schema.dataSource(schema.jdbcUrl() + "?sslMode=trust");
            DataSource clear = schema.dataSource(schema.jdbcUrl() + "?sslMode=disable");

            assertTrue(ServerStore.find(encrypted, InstantSource.system()).encrypted());
            assertFalse(ServerStore.find(clear, InstantSource.system()).encrypted());
        }
    }
}
