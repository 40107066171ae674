package dev.challenger.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MariaDB server and a session on it, as {@link ServerStore} found them.
 *
 * @param version as the server states it, for example {@code 10.11.6-MariaDB-log}
 * @param ahead the time by which the clock of this machine is ahead of the server's clock; negative if it is behind
 * @param connections the number of connections that the server accepts in all
 * @param connectionsOfUser the number of connections that it accepts from this account; 0 if it does not bound them
 * @param encrypted whether the session uses TLS
 * @param galera whether the server is a node of a Galera cluster
 */
public record Server(
        String version, Duration ahead, int connections, int connectionsOfUser, boolean encrypted, boolean galera) {
    private static final Pattern MARIADB = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,3})\\..*MariaDB.*");
    private static final int OLDEST = 10_006;

    /** Returns the largest number of connections that this account can have at once. */
    public int granted() {
        return connectionsOfUser == 0 ? connections : Math.min(connections, connectionsOfUser);
    }

    /** Checked at the start, since most statements work on another server, until the first message is counted. */
    static void requireMariaDb(String version) throws SQLException {
        Matcher parts = MARIADB.matcher(version);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) * 1000 + Integer.parseInt(parts.group(2)) < OLDEST) {
            throw new SQLException("MariaDB 10.6 or later is needed, and this is " + version);
        }
    }
}
