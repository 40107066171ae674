package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.PhonePolicy;
import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.filter.FilterParts;
import dev.challenger.filter.Protection;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.http.Origin;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.TanChannel;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.SettingsException;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.transmission.Transmitter;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * TAN challenges within another application: made by its listener when it starts, registered for its
 * {@link TanChallengeFilter}, closed when it stops. All nodes of the application share the database and the key file.
 */
public final class EmbeddedChallenger implements AutoCloseable {
    private final Map<TanChannel, Transmitter> senders;
    private final EmbeddedOptions options;
    private final InstantSource clock;
    private final Budgets budgets;
    private final TanChallenges challenges;
    private final Housekeeping housekeeping;

    /**
     * Brings the tables up to date and begins to delete what has expired. The tables {@code budget} and
     * {@code installation} are Challenger's too: in the schema of a Challenger both need the same key file.
     *
     * @param source of connections to MariaDB, which stays the caller's
     * @param keyFile from which every code is derived; made if absent, to be backed up and the same on all nodes
     * @param senders by channel those that are set up; they are closed with this, also if this fails
     * @throws SettingsException if the key file will not do
     * @throws Problem if the database fails
     * @throws IllegalStateException if Flyway is to make the tables and is not there
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
        this.senders = Map.copyOf(senders);
        this.options = options;
        this.clock = clock;
        Database database = new Database(source);
        Secrets secrets = new Secrets();
        try {
            if (options.migrations()) {
                migrate(source);
            }
            Keys keys = new Installation(database).open(new KeyFile(keyFile), secrets);
            this.budgets = new Budgets(database, keys.oldest(), options.budgets());
            Breaker none = new Breaker(database, keys.oldest(), Optional.empty());
            this.challenges = new TanChallenges(
                    database, keys, secrets, deliveries(none), new Texts(), Optional.empty(), options.limits(), clock);
        } catch (RuntimeException e) {
            closeSenders();
            throw e;
        }
        this.housekeeping = new Housekeeping(Optional.empty(), challenges, budgets, Optional.empty(), clock);
        housekeeping.start();
    }

    private static void migrate(DataSource source) {
        try {
            new Migrations("mfa").run(source);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Flyway is not there: add it, or apply the scripts of db/mfa and say withoutMigrations()", e);
        }
    }

    private Map<TanChannel, Delivery> deliveries(Breaker none) {
        Map<TanChannel, Delivery> deliveries = new EnumMap<>(TanChannel.class);
        senders.forEach((channel, sender) -> {
            AddressPolicy policy = policy(channel);
            TestAddresses tests = new TestAddresses(Optional.empty(), clock.instant());
            deliveries.put(channel, new Delivery(policy, tests, budgets, none, sender));
        });
        return deliveries;
    }

    private AddressPolicy policy(TanChannel channel) {
        return switch (channel) {
            case SMS ->
                new AddressPolicy(
                        AddressType.PHONE,
                        Optional.empty(),
                        Map.of(),
                        options.phones().orElseGet(PhonePolicy::anywhere));
            case EMAIL -> new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
        };
    }

    /** Lets the filter of a web application work. For its listener, before filters are initialised. */
    public void register(ServletContext context, Protection protection) {
        TanChallengeEndpoint endpoint =
                new TanChallengeEndpoint(challenges, new Origin(options.proxies()), Optional.empty());
        FilterParts.ATTRIBUTE.set(context, new FilterParts(endpoint, challenges, protection, options.maxBody()));
    }

    /** The challenges themselves, for an application that has more to do with them than the filter does. */
    public TanChallenges challenges() {
        return challenges;
    }

    @Override
    public void close() {
        housekeeping.close();
        closeSenders();
    }

    private void closeSenders() {
        senders.values().forEach(Transmitter::close);
    }
}
