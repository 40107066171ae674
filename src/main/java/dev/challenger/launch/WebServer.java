package dev.challenger.launch;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The server of {@code challenger serve}: one web application, unpacked, at the root of one port. A reverse proxy is in
 * front of it and does TLS.
 */
public final class WebServer {
    /** More than the longest URI that the web application answers itself, so that it and not Jetty refuses longer ones. */
    private static final int MAX_REQUEST_HEAD = 16 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration BODY = Duration.ofSeconds(30);
    private static final Duration TO_FINISH_REQUESTS = Duration.ofSeconds(30);

    private final Server server = new Server(new QueuedThreadPool());
    private final ServerConnector connector;

    /**
     * @param webapp directory with WEB-INF, whose classes and libraries this class's own loader has
     * @param prepare does what has to be done before the web application starts
     */
    public WebServer(Path webapp, String host, int port, Consumer<ServletContext> prepare) {
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(new ServerErrors());
        server.setStopTimeout(TO_FINISH_REQUESTS.toMillis());
        server.setHandler(new GracefulHandler(new BodyFirst(context(webapp, prepare), BODY)));
    }

    /**
     * Takes the port, without serving yet.
     *
     * @throws IOException with a message for the operator
     */
    public void open() throws IOException {
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason = cause.getMessage() == null ? "no such address" : cause.getMessage();
            throw new IOException(
                    "cannot listen on " + connector.getHost() + " port " + connector.getPort() + ": " + reason, e);
        }
    }

    /**
     * Starts the web application, and serves.
     *
     * @return the URL it listens at
     * @throws Exception whatever the web application failed with; nothing runs then
     */
    public String start() throws Exception {
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        String host = connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
        return "http://" + host + ":" + connector.getLocalPort();
    }

    /** Takes no more requests, finishes those that run, within limits, and stops. */
    public void stop() throws Exception {
        server.stop();
    }

    /** Waits until it is stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_REQUEST_HEAD);
        // Paths that can be read in two ways, such as %2F and /..;/, are refused.
        http.setUriCompliance(UriCompliance.RFC3986);
        return http;
    }

    private static WebAppContext context(Path webapp, Consumer<ServletContext> prepare) {
        WebAppContext context = new WebAppContext() {
            /** No loader around it, which would have a second copy of every class. */
            @Override
            protected ClassLoader configureClassLoader(ClassLoader loader) {
                return loader;
            }
        };
        context.setContextPath("/");
        context.setBaseResourceAsPath(webapp);
        context.setClassLoader(WebServer.class.getClassLoader());
        // web.xml says everything: nothing is scanned, and of Jetty's own servlets for files and JSP there are none.
        context.setDefaultsDescriptor(null);
        context.setConfigurations(new Configuration[] {new WebInfConfiguration(), new WebXmlConfiguration()});
        context.setThrowUnavailableOnStartupException(true);
        context.setErrorHandler(new ContextErrors());
        prepare.accept(context.getServletContext());
        return context;
    }
}
