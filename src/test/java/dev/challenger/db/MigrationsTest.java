package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the migration scripts can be found and read in every container. */
class MigrationsTest {
    /** Flyway needs this file to find the directory in Open Liberty, whose URLs it cannot list. */
    @ParameterizedTest
    @ValueSource(strings = {"challenger", "mfa"})
    void everySetCanBeFoundInAnyServer(String set) {
        assertNotNull(Migrations.class.getClassLoader().getResource("db/" + set + "/flyway.location"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.6.0-MariaDB", "10.11.6-MariaDB-0+deb12u1-log", "11.4.5-MariaDB-ubu2404", "12.0.2-MariaDB"})
    void aMariaDbThatIsNewEnoughIsAccepted(String version) {
        assertDoesNotThrow(() -> Migrations.requireMariaDb(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.5.29-MariaDB", "5.5.68-MariaDB", "8.0.36", "8.4.3-commercial", "MariaDB", ""})
    void anyOtherServerIsRefusedByItsName(String version) {
        SQLException refusal = assertThrows(SQLException.class, () -> Migrations.requireMariaDb(version));

        assertEquals("MariaDB 10.6 or later is needed, and this is " + version, refusal.getMessage());
    }
}
