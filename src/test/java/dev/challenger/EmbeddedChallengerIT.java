package dev.challenger;

import static dev.challenger.EmbeddedApplication.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.filter.Protection;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChannel;
import dev.challenger.mfa.Transmission;
import dev.challenger.settings.SettingsException;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.Waiting;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.Transmitter;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that an embedder's Challenger starts, works in the background and stops. */
class EmbeddedChallengerIT {
    private static final Protection LOGIN = request -> Optional.of(
            new Demand("shop", "auth_token_creation", List.of(new Factor(TanChannel.EMAIL, "a@example.com"))));

    @AutoClose
    private final EmbeddedApplication app = new EmbeddedApplication(LOGIN, new HttpServlet() {
        private static final long serialVersionUID = 1;
    });

    private static final class Sender implements Transmitter {
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public Receipt send(Message message) {
            return Receipt.PLAIN;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void nodesShareTheirChallenges() {
        String id = id(app.http.post("/instances/shop", "{}"));
        try (EmbeddedChallenger other =
                app.open(Map.of(TanChannel.EMAIL, app.mail(app.mailbox.port())), EmbeddedOptions.DEFAULT)) {
            assertInstanceOf(
                    Transmission.Sent.class,
                    other.challenges().send(Optional.of("shop"), id, Optional.empty(), Preference.NONE));
        }

        assertEquals(
                204, app.confirm(id, app.mailbox.newestTan("a@example.com")).status());
    }

    @Test
    void anInstanceHasNoMoreOpenChallengesThanTheLimit() {
        EmbeddedOptions one = EmbeddedOptions.DEFAULT.withLimits(MfaLimits.DEFAULT.withOpenChallenges(1));
        try (EmbeddedApplication limited = new EmbeddedApplication(one, LOGIN, new HttpServlet() {
            private static final long serialVersionUID = 1;
        })) {
            String id = id(limited.http.post("/instances/shop", "first"));

            Answer refused = limited.http.post("/instances/shop", "second");

            assertEquals(429, refused.status(), refused.body());
            assertEquals("600", refused.header("Retry-After"));
            assertEquals(id, id(limited.http.post("/instances/shop", "first")));
        }
    }

    @Test
    void aNodeWithAnotherKeyFileDoesNotStartAndSaysWhy() {
        Sender sender = new Sender();

        SettingsException refused = assertThrows(
                SettingsException.class,
                () -> new EmbeddedChallenger(
                        app.source,
                        Path.of(TestKeys.newFile()),
                        Map.of(TanChannel.SMS, sender),
                        EmbeddedOptions.DEFAULT));

        assertTrue(refused.toString().contains("another key file"), refused.toString());
        assertEquals(1, sender.closed.get());
    }

    @Test
    void closingItClosesItsSendersAndEndsItsThread() {
        Sender sender = new Sender();
        long before = threads();
        EmbeddedChallenger another = app.open(Map.of(TanChannel.SMS, sender), EmbeddedOptions.DEFAULT);
        Waiting.until("the background thread runs", () -> threads() == before + 1);

        another.close();

        assertEquals(1, sender.closed.get());
        Waiting.until("the background thread has ended", () -> threads() == before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("challenger-housekeeping"))
                .count();
    }

    @Test
    void expiredRowsAreDeletedInTheBackground() {
        Sql sql = new Sql(app.database);
        app.send(id(app.http.post("/instances/shop", "{}")));
        assertEquals(1, sql.number("SELECT COUNT(*) FROM tan_challenge"));
        assertTrue(sql.number("SELECT COUNT(*) FROM budget") > 0);
        app.clock.advance(Duration.ofDays(3));

        try (EmbeddedChallenger another = app.open(Map.of(), EmbeddedOptions.DEFAULT)) {
            Waiting.until(
                    "nothing is left",
                    () -> sql.number("SELECT COUNT(*) FROM tan_challenge") == 0
                            && sql.number("SELECT COUNT(*) FROM budget") == 0);
        }
    }

    @Test
    void eventsAreStoredWithTheirRowsWhenItCloses() {
        try (EmbeddedChallenger other =
                app.open(Map.of(TanChannel.EMAIL, app.mail(app.mailbox.port())), EmbeddedOptions.DEFAULT)) {
            String id = id(app.http.post("/instances/shop", "{}"));
            other.challenges().send(Optional.of("shop"), id, Optional.empty(), Preference.NONE);
        }

        assertEquals(
                1, new Sql(app.database).number("SELECT COUNT(*) FROM tan_challenge WHERE events LIKE '%\"sent\"%'"));
    }

    @Test
    void itTellsWhatHappenedToAnAddress() {
        app.send(id(app.http.post("/instances/shop", "{}")));

        List<String> lines = app.challenger.trace(new Factor(TanChannel.EMAIL, " a@Example.com"), ZoneOffset.UTC);

        assertEquals(1, lines.size(), lines::toString);
        String line = lines.get(0);
        assertTrue(
                line.startsWith("TAN challenge 1, demanded by this application for auth_token_creation of shop"), line);
        assertTrue(line.contains("A message was handed over to sender email, with the id"), line);
        assertFalse(line.contains("a@example.com"), line);
        assertFalse(line.contains(app.mailbox.newestTan("a@example.com")), line);
        Factor another = new Factor(TanChannel.EMAIL, "b@example.com");
        assertEquals(List.of(), app.challenger.trace(another, ZoneOffset.UTC));
        Factor none = new Factor(TanChannel.EMAIL, "b.example.com");
        assertThrows(Problem.class, () -> app.challenger.trace(none, ZoneOffset.UTC));
    }

    @Test
    void itReportsWhatWasCounted() {
        try (EmbeddedChallenger other =
                app.open(Map.of(TanChannel.EMAIL, app.mail(app.mailbox.port())), EmbeddedOptions.DEFAULT)) {
            String id = id(app.http.post("/instances/shop", "{}"));
            other.challenges().send(Optional.of("shop"), id, Optional.empty(), Preference.NONE);
        }
        Instant now = app.clock.instant();

        String report = app.challenger.report(now.minus(Duration.ofDays(1)), now.plus(Duration.ofHours(1)));

        assertTrue(report.contains("<th scope=\"row\">shop</th><td>1</td><td>1</td>"), report);
        assertTrue(app.challenger
                .report(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(8)))
                .contains("Nothing was counted"));
        assertThrows(IllegalArgumentException.class, () -> app.challenger.report(now, now));
        assertThrows(IllegalArgumentException.class, () -> app.challenger.report(now.minus(Duration.ofDays(401)), now));
    }

    @Test
    void withoutMigrationsTheTablesMustExist() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThrows(
                    Problem.class,
                    () -> new EmbeddedChallenger(
                            empty.dataSource(),
                            Path.of(TestKeys.newFile()),
                            Map.of(),
                            EmbeddedOptions.DEFAULT.withoutMigrations()));
        }
        app.open(Map.of(), EmbeddedOptions.DEFAULT.withoutMigrations()).close();
    }

    @Test
    void aFilterThatIsNotSetUpKeepsTheApplicationFromStarting() throws Exception {
        Server server = new Server();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(new TanChallengeFilter()), "/*", null);
        server.setHandler(context);
        try {
            IllegalStateException refused = assertThrows(IllegalStateException.class, server::start);
            assertTrue(refused.toString().contains("no listener"), refused.toString());
        } finally {
            server.stop();
        }
    }
}
