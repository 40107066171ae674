package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.filter.Protection;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.mfa.TanChannel;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.LocalServer;
import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.World;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.Transmitter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.mariadb.jdbc.MariaDbDataSource;

/** An embedder's application in a real Jetty: its servlet, behind our filter. */
public final class EmbeddedApplication implements AutoCloseable {
    public static final String CONTEXT = "/some/where";

    private final World world = World.with();
    public final TestDatabase database = world.database();
    public final Mailbox mailbox = world.mailbox();
    public final TestClock clock = world.clock();
    public final MariaDbDataSource source = (MariaDbDataSource) database.dataSource();
    public final EmbeddedChallenger challenger;
    public final Http http;
    public final String url;

    public EmbeddedApplication(Protection protection, HttpServlet servlet, Filter... before) {
        this(EmbeddedOptions.DEFAULT, protection, servlet, before);
    }

    public EmbeddedApplication(EmbeddedOptions options, Protection protection, HttpServlet servlet, Filter... before) {
        challenger = world.keep(open(Map.of(TanChannel.EMAIL, mail(mailbox.port())), options));
        url = world.keep(new LocalServer(context(challenger, protection, servlet, before)))
                        .url()
                + CONTEXT;
        http = new Http(url);
    }

    /** Starts another node of the application. */
    public EmbeddedChallenger open(Map<TanChannel, Transmitter> senders, EmbeddedOptions options) {
        return new EmbeddedChallenger(source, world.keyFile(), senders, options, clock);
    }

    /** Returns a sender that hands messages to the mail server at this port. */
    public MailTransmitter mail(int port) {
        return world.sender(port);
    }

    public static ServletContextHandler context(
            EmbeddedChallenger node, Protection protection, HttpServlet servlet, Filter... before) {
        ServletContextHandler context = new ServletContextHandler(CONTEXT);
        node.register(context.getServletContext(), protection);
        for (Filter filter : before) {
            add(context, filter);
        }
        add(context, new TanChallengeFilter());
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        holder.getRegistration().setMultipartConfig(new MultipartConfigElement(""));
        context.addServlet(holder, "/instances/*");
        context.addServlet(holder, "/");
        return context;
    }

    /** Maps the filter to all dispatcher types, so that the filter itself decides about forwards and errors. */
    private static void add(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }

    /** Returns the ids of the challenges that an answer demands. */
    public static List<String> ids(Answer pending) {
        assertEquals(202, pending.status(), pending.body());
        return pending.json().path("challenges").findValuesAsText("challenge_id");
    }

    /** Returns the id of the only challenge that an answer demands. */
    public static String id(Answer pending) {
        List<String> ids = ids(pending);
        assertEquals(1, ids.size());
        return ids.get(0);
    }

    public Answer send(String id) {
        return http.post("/challenge/" + id, "{}");
    }

    public Answer confirm(String id, String tan) {
        return http.post("/challenge/" + id + "/confirm", "{\"tan\":\"" + tan + "\"}");
    }

    /** Requests the TAN of a challenge and enters it. */
    public void solve(String id, String address) {
        JsonNode sent = send(id).json();
        assertEquals(
                clock.instant().getEpochSecond() + 600,
                sent.path("solve_expiration").path("t_s").asLong(),
                sent.toString());
        assertEquals(204, confirm(id, mailbox.newestTan(address)).status());
    }

    @Override
    public void close() {
        world.close();
    }
}
