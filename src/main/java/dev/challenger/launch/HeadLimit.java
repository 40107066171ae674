package dev.challenger.launch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Ends connections on which the head of a request takes too long, however its bytes drip; and, while the server stops, those
 * on which no request is running. Looks at all of them regularly.
 *
 * <p>Jetty itself is to hang up on the second kind. But its {@code IdleTimeout} starts a timer before it stores it. A timer
 * that goes off in between starts the next one, and that is cancelled in place of the first. Then the stop would wait for its
 * whole time limit.
 */
final class HeadLimit extends AbstractLifeCycle {
    /** How long a client may go on sending after it was refused. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final long PAUSE_MILLIS = 500;

    private final ServerConnector connector;
    private final long limitNanos;

    /** @param limit from the first byte of a head to its last */
    HeadLimit(ServerConnector connector, Duration limit) {
        this.connector = connector;
        this.limitNanos = limit.toNanos();
    }

    /** Returns the factory that the connector needs. */
    static HttpConnectionFactory connections(HttpConfiguration http) {
        return new HttpConnectionFactory(http) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                return configure(new HeadConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
            }
        };
    }

    @Override
    protected void doStart() {
        schedule();
    }

    private void schedule() {
        connector.getScheduler().schedule(this::look, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Leaves Jetty time to be first, and does nothing while a request is running: nobody waits for bytes then. */
    private void endIfIdle(AbstractEndPoint endPoint) {
        if (endPoint.getIdleFor() > 2 * connector.getShutdownIdleTimeout()) {
            endPoint.getFillInterest().onFail(new TimeoutException("the server stops"));
        }
    }

    private void look() {
        try {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint.getConnection() instanceof HeadConnection connection) {
                    connection.endIfSlower(limitNanos, GRACE.toNanos());
                }
                if (connector.isShutdown() && endPoint instanceof AbstractEndPoint waiting) {
                    endIfIdle(waiting);
                }
            }
        } finally {
            // A bug at one connection must not end the limit for all.
            if (connector.isRunning()) {
                schedule();
            }
        }
    }
}
