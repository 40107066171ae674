package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.Server;
import dev.challenger.secret.Password;
import dev.challenger.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what is reported about a database server that works but does not fit. */
class FindingsTest {
    private static Server server(Duration ahead, int ofUser, boolean encrypted) {
        return new Server("11.4.5-MariaDB", ahead, 151, ofUser, encrypted, false);
    }

    private static Optional<Settings.Db> db(String url, int max) {
        return Optional.of(new Settings.Db(url, "challenger", new Password("x"), max));
    }

    @ParameterizedTest
    @CsvSource({
        "PT4.999S, ''",
        "PT-4.999S, ''",
        "PT5S, 5 seconds ahead of the clock of the database",
        "PT90S, 90 seconds ahead of the clock of the database",
        "PT-90S, 90 seconds behind the clock of the database",
    })
    void aClockThatIsOffByFiveSecondsIsReportedWithItsDirection(Duration ahead, String told) {
        List<String> findings = Findings.of(server(ahead, 0, true), Optional.empty());

        assertEquals(told.isEmpty() ? 0 : 1, findings.size(), findings.toString());
        assertTrue(findings.toString().contains(told), findings.toString());
    }

    @ParameterizedTest
    @CsvSource({"10, 0, ''", "151, 0, ''", "152, 0, max_connections", "10, 3, max_user_connections", "3, 3, ''"})
    void moreConnectionsThanTheServerGrantsAreReported(int max, int ofUser, String variable) {
        List<String> findings =
                Findings.of(server(Duration.ZERO, ofUser, true), db("jdbc:mariadb://db.example.com/challenger", max));

        assertEquals(variable.isEmpty() ? 0 : 1, findings.size(), findings.toString());
        assertTrue(findings.toString().contains(variable), findings.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://localhost/challenger, ''",
        "jdbc:mariadb://127.0.0.1:3307/challenger, ''",
        "jdbc:mariadb://[::1]/challenger, ''",
        "jdbc:mariadb://localhost/challenger?localSocket=/run/mysqld/mysqld.sock, ''",
        "jdbc:mariadb://192.0.2.1/challenger, 192.0.2.1",
        "jdbc:mariadb://db.invalid/challenger?password=hunter2, db.invalid",
        "'jdbc:mariadb:sequential://127.0.0.1,192.0.2.7:3306/challenger', 192.0.2.7",
    })
    void clearTextToAnotherMachineIsReported(String url, String host) {
        List<String> findings = Findings.of(server(Duration.ZERO, 0, false), db(url, 10));

        assertEquals(host.isEmpty() ? 0 : 1, findings.size(), findings.toString());
        assertTrue(findings.toString().contains(host.isEmpty() ? "" : "on " + host + " is not encrypted"));
        assertEquals(List.of(), Findings.of(server(Duration.ZERO, 0, true), db(url, 10)));
    }

    @Test
    void aContainerThatSuppliesTheConnectionsIsNotAskedForSettings() {
        assertEquals(List.of(), Findings.of(server(Duration.ZERO, 1, false), Optional.empty()));
    }
}
