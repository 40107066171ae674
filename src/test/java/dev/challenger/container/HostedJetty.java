package dev.challenger.container;

import java.io.File;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * A Jetty as a shared host runs it, in a process of its own: it deploys what is in {@code webapps}. Prints its port. Uses no
 * class of ours, as {@link HostedTomcat}.
 */
final class HostedJetty {
    private HostedJetty() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        for (String war : new File(args[0], "webapps").list()) {
            contexts.addHandler(new WebAppContext(args[0] + "/webapps/" + war, "/" + war.replace(".war", "")));
        }
        server.setHandler(contexts);
        server.start();
        System.out.println("port " + connector.getLocalPort());
        server.join();
    }
}
