package dev.challenger.testing;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty that serves one handler on a free port of the loopback address. */
public final class LocalServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** Starts to serve the handler. */
    public LocalServer(Handler handler) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        Unchecked.run(server::start);
    }

    /** Returns the connector, for tests of other settings than Jetty's own. */
    public ServerConnector connector() {
        return connector;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Returns the scheme, host and port. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        Unchecked.run(server::stop);
    }
}
