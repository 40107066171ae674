package dev.challenger.launch;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.resource.URLResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The embedded server of {@code challenger serve}. It runs one web application at the root of one port. It speaks
 * plain HTTP; a reverse proxy in front of it terminates TLS.
 */
public final class WebServer {
    /** Above the web application's own limit for URIs, so that the web application and not Jetty refuses longer ones. */
    private static final int MAX_REQUEST_HEAD = 16 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration HEAD = Duration.ofSeconds(15);
    private static final Duration BODY = Duration.ofSeconds(30);
    private static final Duration TO_FINISH_REQUESTS = Duration.ofSeconds(30);

    /** As many as Jetty has by default. */
    private static final int LEAST_THREADS = 200;

    private final Server server;
    private final ServerConnector connector;
    private final RunningRequests running;

    /**
     * @param webapp the directory that contains WEB-INF, ending with a slash; this class's own class loader must have the
     *     classes and libraries
     * @param prepare called before the web application starts
     */
    public WebServer(URI webapp, Listener listener, Consumer<ServletContext> prepare) {
        server = new Server(new QueuedThreadPool(Math.max(LEAST_THREADS, listener.threads())));
        connector = new ServerConnector(server, HeadLimit.connections(http()));
        connector.setHost(listener.host());
        connector.setPort(listener.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new HeadLimit(connector, HEAD));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(listener.connections(), connector));
        ServerErrors errors = new ServerErrors(listener.url());
        server.setErrorHandler(errors);
        running = new RunningRequests(context(webapp, errors, prepare));
        server.setHandler(new GracefulHandler(new BodyFirst(running, BODY)));
    }

    /**
     * Binds the port, without answering requests yet.
     *
     * @throws IOException if that fails; the message is for the operator
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
     * Starts the web application and answers requests.
     *
     * @return the URL that the server listens on
     * @throws Exception if the web application fails to start; the server is stopped then
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

    /**
     * Refuses new requests, waits up to 30 seconds for running requests to finish, and stops. Those that run after 25 seconds are
     * interrupted, which ends a hand-over of a message in good order.
     *
     * @return false if some still ran at the end, which are cut off
     */
    public boolean stop() throws Exception {
        return stop(TO_FINISH_REQUESTS);
    }

    boolean stop(Duration toFinishRequests) throws Exception {
        server.setStopTimeout(toFinishRequests.toMillis());
        server.getScheduler().schedule(running::interrupt, toFinishRequests.toMillis() * 5 / 6, TimeUnit.MILLISECONDS);
        try {
            server.stop();
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Waits until the server has stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_REQUEST_HEAD);
        // Refuses ambiguous paths, such as those with %2F or /..;/. The web application explains a doubled slash.
        http.setUriCompliance(UriCompliance.RFC3986.with("with //", Violation.AMBIGUOUS_EMPTY_SEGMENT));
        return http;
    }

    private static WebAppContext context(URI webapp, ServerErrors errors, Consumer<ServletContext> prepare) {
        WebAppContext context = new WebAppContext() {
            /** Uses the loader as it is: a loader of its own for the web application would load every class a second time. */
            @Override
            protected ClassLoader configureClassLoader(ClassLoader loader) {
                return loader;
            }
        };
        context.setContextPath("/");
        context.setBaseResource(new URLResourceFactory().newResource(webapp));
        context.setClassLoader(WebServer.class.getClassLoader());
        // web.xml is complete: no annotation scanning, and no servlets of Jetty for files and JSP. There is no
        // temporary directory, since nothing is unpacked.
        context.setDefaultsDescriptor(null);
        context.setConfigurations(new Configuration[] {new WebXmlConfiguration()});
        context.setThrowUnavailableOnStartupException(true);
        context.setErrorHandler(new ContextErrors(errors));
        // Ambiguous paths that get as far as this have no other fault than a doubled slash.
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        prepare.accept(context.getServletContext());
        return context;
    }
}
