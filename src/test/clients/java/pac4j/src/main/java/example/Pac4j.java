package example;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.pac4j.core.config.Config;
import org.pac4j.core.profile.ProfileManager;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.jee.context.JEEContext;
import org.pac4j.jee.context.session.JEESessionStore;
import org.pac4j.jee.filter.CallbackFilter;
import org.pac4j.jee.filter.SecurityFilter;
import org.pac4j.oauth.client.GenericOAuth20Client;

/** A servlet behind the filters of pac4j, with the URLs of the service. */
final class Pac4j {
    private Pac4j() {}

    public static void main(String[] args) throws Exception {
        String issuer = System.getenv("ISSUER");
        GenericOAuth20Client client = new GenericOAuth20Client();
        client.setName("challenger");
        client.setKey(System.getenv("CLIENT_ID"));
        client.setSecret(System.getenv("CLIENT_SECRET"));
        client.setAuthUrl(issuer + "/authorize");
        client.setTokenUrl(issuer + "/token");
        client.setProfileUrl(issuer + "/userinfo");
        client.setWithState(true);
        client.setProfileId("sub");
        client.setProfileAttrs(Map.of("email", "email"));
        // pac4j adds the name of the client to the callback.
        Config config = new Config(System.getenv("REDIRECT_URI").replaceFirst("[?].*", ""), client);

        ServletContextHandler site = new ServletContextHandler(ServletContextHandler.SESSIONS);
        site.addFilter(new FilterHolder(new CallbackFilter(config)), "/callback", EnumSet.of(DispatcherType.REQUEST));
        site.addFilter(
                new FilterHolder(new SecurityFilter(config, "challenger")), "/", EnumSet.of(DispatcherType.REQUEST));
        site.addServlet(new ServletHolder(new Claims()), "/");
        Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))));
        server.setHandler(site);
        server.start();
    }

    /** Shows the profile. */
    private static final class Claims extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            JEEContext context = new JEEContext(request, response);
            UserProfile profile = new ProfileManager(context, new JEESessionStore())
                    .getProfile()
                    .orElseThrow();
            response.setContentType("text/plain");
            response.getWriter().println(profile.getAttributes());
        }
    }
}
