package dev.challenger;

import dev.challenger.db.Server;
import dev.challenger.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;

/** Compares the database server with this node, and finds what the operator should change, though the service works. */
final class Findings {
    /** Clocks that are synchronised differ by much less. Nodes whose clocks differ by more disagree visibly on what has expired. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private Findings() {}

    /**
     * Returns a sentence for each finding.
     *
     * @param db the database of the settings; empty if the container supplies the connections and knows about them
     */
    static List<String> of(Server server, Optional<Settings.Db> db) {
        List<String> findings = new ArrayList<>();
        skew(server.ahead()).ifPresent(findings::add);
        db.flatMap(account -> tooFewConnections(server, account)).ifPresent(findings::add);
        db.filter(account -> !server.encrypted())
                .flatMap(account -> otherMachine(account.url()))
                .map(host -> "The connection to the database on " + host
                        + " is not encrypted: anyone on the way can read addresses."
                        + " Add sslMode=verify-full to db.url")
                .ifPresent(findings::add);
        return findings;
    }

    private static Optional<String> skew(Duration ahead) {
        if (ahead.abs().compareTo(SKEW) < 0) {
            return Optional.empty();
        }
        return Optional.of(
                "The clock of this machine is " + ahead.abs().toSeconds() + " seconds "
                        + (ahead.isNegative() ? "behind" : "ahead of")
                        + " the clock of the database: nodes disagree on what has expired. Synchronise the clocks, for example with chrony");
    }

    private static Optional<String> tooFewConnections(Server server, Settings.Db db) {
        if (server.granted() >= db.poolMax()) {
            return Optional.empty();
        }
        String variable = server.granted() == server.connectionsOfUser() ? "max_user_connections" : "max_connections";
        return Optional.of("The database grants " + server.granted() + " connections (" + variable
                + "), and db.pool.max is " + db.poolMax()
                + ": requests wait for these. Set db.pool.max to what each node shall have of them");
    }

    /** Returns the first host of a JDBC URL that is another machine. */
    private static Optional<String> otherMachine(String url) {
        try {
            return Configuration.parse(url).addresses().stream()
                    .filter(address -> address.localSocket == null && address.pipe == null)
                    .filter(Findings::isElsewhere)
                    .map(address -> address.host)
                    .findFirst();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static boolean isElsewhere(HostAddress address) {
        try {
            return !InetAddress.getByName(address.host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
