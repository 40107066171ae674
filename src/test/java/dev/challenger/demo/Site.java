package dev.challenger.demo;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A web site on loopback that consists of one servlet. */
final class Site implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    /** Binds the port, or any free port if it is in use. Requests are answered only after {@link #start}. */
    Site(int port) throws IOException {
        connector.setHost(HOST);
        connector.setPort(freePort(port));
        connector.open();
        server.addConnector(connector);
    }

    /** The URL without a trailing slash. */
    String url() {
        return "http://" + HOST + ":" + connector.getLocalPort();
    }

    void start(HttpServlet servlet) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        // The port is part of the name, since browsers send cookies to all ports of a host.
        context.getSessionHandler().setSessionCookie("session" + connector.getLocalPort());
        context.getSessionHandler().setHttpOnly(true);
        context.getSessionHandler().setSameSite(SameSite.LAX);
        context.addServlet(new ServletHolder(servlet), "/");
        server.setHandler(context);
        server.start();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        connector.close();
    }

    /** Returns this port, or another free port if it is in use. */
    static int freePort(int wished) throws IOException {
        try (ServerSocket socket = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException e) {
            return freePort(0);
        }
    }
}
