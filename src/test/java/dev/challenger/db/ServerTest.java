package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which servers are accepted, and how many connections they grant. */
class ServerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"10.6.0-MariaDB", "10.11.6-MariaDB-0+deb12u1-log", "11.4.5-MariaDB-ubu2404", "12.0.2-MariaDB"})
    void aMariaDbThatIsNewEnoughIsAccepted(String version) {
        assertDoesNotThrow(() -> Server.requireMariaDb(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.5.29-MariaDB", "5.5.68-MariaDB", "8.0.36", "8.4.3-commercial", "MariaDB", ""})
    void anyOtherServerIsRefusedByItsName(String version) {
        SQLException refusal = assertThrows(SQLException.class, () -> Server.requireMariaDb(version));

        assertEquals("MariaDB 10.6 or later is needed, and this is " + version, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"151, 0, 151", "151, 3, 3", "10, 20, 10"})
    void theSmallerBoundIsWhatAnAccountGets(int connections, int ofUser, int granted) {
        assertEquals(granted, new Server("", Duration.ZERO, connections, ofUser, false, false).granted());
    }
}
