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

    /** Takes the port, or any free one if somebody else has it; nothing is answered before {@link #start}. */
    Site(int port) throws IOException {
        connector.setHost(HOST);
        connector.setPort(freePort(port));
        connector.open();
        server.addConnector(connector);
    }

    /** Without a slash at its end. */
    String url() {
        return "http://" + HOST + ":" + connector.getLocalPort();
    }

    void start(HttpServlet servlet) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        // Browsers do not tell the ports of one host apart when they send cookies.
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

    /** This port, or another one that is free if somebody has this one. */
    static int freePort(int wished) throws IOException {
        try (ServerSocket socket = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException e) {
            return freePort(0);
        }
    }
}
