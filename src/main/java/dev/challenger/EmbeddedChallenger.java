package dev.challenger;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.db.Server;
import dev.challenger.db.ServerStore;
import dev.challenger.db.Session;
import dev.challenger.filter.FilterParts;
import dev.challenger.filter.Protection;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.http.Origin;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.TanChannel;
import dev.challenger.report.Period;
import dev.challenger.report.ReportPage;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.settings.SettingsException;
import dev.challenger.text.Languages;
import dev.challenger.trace.TimeLineText;
import dev.challenger.trace.TimeLines;
import dev.challenger.transmission.MailHtml;
import dev.challenger.transmission.Operator;
import dev.challenger.transmission.Transmitter;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * TAN challenges inside another application. Its listener creates this object at start, registers it for the
 * {@link TanChallengeFilter}, and closes it at stop. All nodes of the application share the database and the key file.
 */
public final class EmbeddedChallenger implements AutoCloseable {
    private final EmbeddedDeliveries deliveries;
    private final EmbeddedOptions options;
    private final InstantSource clock;
    private final Installation installation;
    private final Budgets budgets;
    private final TanChallenges challenges;
    private final Recording recording;
    private final Housekeeping housekeeping;

    /**
     * Brings the tables up to date and starts the deletion of expired rows. A stand-alone Challenger uses the tables
     * {@code budget} and {@code installation} too: in one schema with it, both need the same key file.
     *
     * @param source of connections to MariaDB; it stays the caller's, who closes it
     * @param keyFile the file with the keys from which every code is derived. It is created if it does not exist; back it up,
     *     and use the same on all nodes
     * @param senders for each channel that is set up; they are closed with this object, also if this constructor fails
     * @throws SettingsException if the key file is unusable
     * @throws Problem if the database fails; with status 503 if that passes, for example because it cannot be reached
     * @throws IllegalStateException if the tables are to be created, but Flyway is missing
     */
    public EmbeddedChallenger(
            DataSource source, Path keyFile, Map<TanChannel, Transmitter> senders, EmbeddedOptions options) {
        this(source, keyFile, senders, options, InstantSource.system());
    }

    EmbeddedChallenger(
            DataSource source,
            Path keyFile,
            Map<TanChannel, Transmitter> senders,
            EmbeddedOptions options,
            InstantSource clock) {
        this.deliveries = new EmbeddedDeliveries(senders, options);
        this.options = options;
        this.clock = clock;
        try {
            Server server = ServerStore.find(source, clock);
            if (options.migrations()) {
                migrate(source);
            }
            this.installation = Installation.of(source, new KeyFile(keyFile));
            installation.open(Session.foreign(server.galera()));
            this.budgets = Budgets.ofChallenges(installation.database(), installation.keys(), options.budgets());
            this.recording = Recording.withoutMetrics(installation, AddressType.EMAIL.channel(), clock);
            this.challenges = makeChallenges();
        } catch (RuntimeException e) {
            deliveries.close();
            throw e;
        }
        this.housekeeping = new Housekeeping(
                Optional.empty(), challenges, budgets, Optional.empty(), recording.statistics(), clock);
        housekeeping.start();
        recording.start();
    }

    private static void migrate(DataSource source) {
        try {
            new Migrations("mfa").run(source);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Flyway is not there: add it, or apply the scripts of db/mfa and say withoutMigrations()", e);
        }
    }

    private TanChallenges makeChallenges() {
        Database database = installation.database();
        Keys keys = installation.keys();
        return new TanChallenges(
                database,
                keys,
                installation.secrets(),
                deliveries.counting(
                        budgets, new Breaker(database, keys, Optional.empty()), recording.statistics(), clock),
                options.brand().languages(Languages.all()),
                new Operator(
                        options.brand().name(),
                        Optional.empty(),
                        options.brand().helpAddress(),
                        new MailHtml()),
                options.limits(),
                recording.audit(),
                clock);
    }

    /** Hands the filter of a web application its collaborators. To be called by the listener, before filters are initialised. */
    public void register(ServletContext context, Protection protection) {
        TanChallengeEndpoint endpoint =
                new TanChallengeEndpoint(challenges, new Origin(options.proxies()), Optional.empty());
        FilterParts.ATTRIBUTE.set(context, new FilterParts(endpoint, challenges, protection, options.maxBody()));
    }

    /** Returns the TAN challenges, for an application that needs more than the filter. */
    public TanChallenges challenges() {
        return challenges;
    }

    /**
     * Returns the report of a period: plots and tables in one HTML file, without personal data. It covers all nodes, and lacks the
     * counts of the last minute. Needs FreeMarker.
     *
     * @param to excluded; at most {@link Period#LONGEST} after {@code from}
     * @throws IllegalArgumentException if the period is empty or longer
     * @throws Problem if the database fails
     */
    public String report(Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(Period.LONGEST) > 0) {
            throw new IllegalArgumentException("the period is empty, or longer than counts are kept");
        }
        return new ReportPage(options.brand().name().orElse("TAN challenges"), Map.of(), List.of(), clock.instant())
                .html(recording.statistics(), Period.of(from, to), read -> {});
    }

    /**
     * Returns what happened to an address in all TAN challenges that exist now, in words, the newest challenge last: which messages were
     * handed over, what the mail server or gateway answered, refusals, entries. Events of other nodes may be ten seconds late.
     *
     * @param zone of the times
     * @return a paragraph of several lines for each challenge. It has no code and no whole address
     * @throws Problem code 25 or 26 if the address is none, or if the database fails
     */
    public List<String> trace(Demand.Factor address, ZoneId zone) {
        AddressPolicy policy = deliveries.policy(address.channel());
        Address parsed = address.channel().parse(policy, address.address());
        recording.storeEvents();
        TimeLineText words = new TimeLineText(zone, clock.instant(), Map.of());
        return new TimeLines(installation.database(), policy, installation.addresses())
                .ofChallenges(parsed).stream().map(words::of).toList();
    }

    @Override
    public void close() {
        housekeeping.close();
        deliveries.close();
        recording.close();
    }
}
