package dev.challenger.db;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The reasons why a statement or a connection that failed will work later, without a change to this service. */
enum Passing {
    /** Includes a prepared statement that is unknown, as behind a proxy that has changed to another server. */
    UNREACHABLE("the database cannot be reached", Set.of(1243)),

    /** A read-only server or transaction, for example during a failover. */
    READ_ONLY("the database takes no changes now", Set.of(1290, 1792, 1836)),

    /** A full disk. */
    FULL("the database takes no changes now", Set.of(1021, 1114)),

    /** Connections, threads, memory, or what an account may use in an hour; the host may be blocked for a while. */
    LIMITED("the database grants no more for now", Set.of(1037, 1040, 1041, 1129, 1135, 1203, 1226)),

    /** The statement exceeded its time limit, usually in a lock wait. */
    TOO_LONG("the database takes too long", Set.of(1205, 1969));

    /** The class of SQLSTATEs for a connection that cannot be made or was lost. */
    private static final String CONNECTION_FAILED = "08";

    /** The server killed the statement or its connection, as it does when it stops. */
    private static final String KILLED = "70100";

    private final String sentence;
    private final Set<Integer> errors;

    Passing(String sentence, Set<Integer> errors) {
        this.sentence = sentence;
        this.errors = errors;
    }

    /** Returns the reason for clients. */
    String sentence() {
        return sentence;
    }

    /**
     * Returns true if the connection must not be used again: it is lost, or its session or server stays read-only while new
     * connections may already reach another server.
     */
    boolean spoilsConnection() {
        return this == UNREACHABLE || this == READ_ONLY;
    }

    /** Returns the reason; empty if the failure will not pass. An error number says more than the state of what wraps it. */
    static Optional<Passing> of(SQLException failure) {
        return chain(failure)
                .flatMap(cause -> Stream.of(values()).filter(reason -> reason.errors.contains(cause.getErrorCode())))
                .findFirst()
                .or(() -> chain(failure).anyMatch(Passing::isLost) ? Optional.of(UNREACHABLE) : Optional.empty());
    }

    private static boolean isLost(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return state.startsWith(CONNECTION_FAILED) || state.equals(KILLED);
    }

    /** Returns the exception and its causes, since connection pools wrap the exception of the driver. */
    static Stream<SQLException> chain(SQLException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }
}
