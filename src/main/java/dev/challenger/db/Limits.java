package dev.challenger.db;

import java.sql.SQLException;

/** The limits of a database server or account, as a connection pool meets them. */
public final class Limits {
    private static final String REFUSED = "08004";
    private static final int TOO_MANY_CONNECTIONS = 1040;

    private Limits() {}

    /** Returns true if the server grants no more connections now, so that one that exists must serve. */
    public static boolean reached(SQLException failure) {
        return Passing.of(failure).filter(Passing.LIMITED::equals).isPresent();
    }

    /** Returns the exception for a request that waited in vain for a connection of a pool. */
    public static SQLException allInUse(SQLException cause) {
        return new SQLException("all connections of the pool are in use", REFUSED, TOO_MANY_CONNECTIONS, cause);
    }
}
