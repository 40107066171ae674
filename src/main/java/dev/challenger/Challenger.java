package dev.challenger;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Clients;
import dev.challenger.db.Steps;
import dev.challenger.limit.Breaker;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.validation.Orders;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A node of the service, which lives as long as the web application or as one command of the command line. Its collaborators
 * are created in {@link Parts}.
 *
 * <p>The database is opened in a second step: at once for a command, in the background for a service that must wait for it.
 */
public final class Challenger implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Challenger.class.getName());
    private final Settings settings;
    private final NodeDatabase database;
    private final InstantSource clock;
    private final Parts parts;
    private final Opening opening;

    /**
     * Uses the database of the settings, and does not connect to it yet.
     *
     * @param failed called if the database is opened in the background, and turns out not to fit the settings
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     */
    public static Challenger of(Settings settings, Runnable failed) {
        NodeDatabase database = NodeDatabase.of(settings);
        try {
            return new Challenger(settings, database, InstantSource.system(), failed);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Uses a DataSource of the caller, which the caller closes, as {@link #of(Settings, Runnable)}. */
    public static Challenger of(Settings settings, DataSource source, InstantSource clock) {
        return new Challenger(settings, NodeDatabase.of(settings, source), clock, () -> {});
    }

    /**
     * Connects to the database of the settings and brings its tables up to date.
     *
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     * @throws Problem if the database fails
     */
    public static Challenger open(Settings settings) {
        return open(settings, Steps.UNWATCHED);
    }

    /**
     * Connects to the database of the settings, as {@link #open(Settings)}.
     *
     * @param progress gets the versions of one set of tables, and then those of the other, as they are brought up to date
     */
    public static Challenger open(Settings settings, Steps progress) {
        return of(settings, () -> {}).opened(progress);
    }

    /** Connects to a database of the caller, who closes the DataSource, as {@link #open(Settings)}. */
    public static Challenger open(Settings settings, DataSource source, InstantSource clock) {
        return of(settings, source, clock).opened(Steps.UNWATCHED);
    }

    private Challenger(Settings settings, NodeDatabase database, InstantSource time, Runnable failed) {
        settings.requireEndOfTests(time.instant());
        this.settings = settings;
        this.database = database;
        // As precise as the columns of the database, so that a value that was written equals the value read back.
        this.clock = () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
        this.parts = new Parts(settings, database.installation(), clock);
        this.opening = new Opening(() -> database.open(clock, Steps.UNWATCHED), this::ready, failed);
    }

    private Challenger opened(Steps progress) {
        return orClose(() -> database.open(clock, progress));
    }

    /**
     * Opens the database, now or in the background, and starts housekeeping then. Closes this object if that fails.
     *
     * @throws SettingsException if the key file is unusable
     * @throws Problem if the database fails for a reason that does not pass
     */
    public void start() {
        orClose(opening::begin);
    }

    private Challenger orClose(Runnable work) {
        try {
            work.run();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void ready() {
        parts.start();
        warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        LOG.log(Level.INFO, "Challenger is ready");
    }

    /** Returns the fault for which the database could not be opened in the background, and that does not pass. */
    public Optional<RuntimeException> fault() {
        return opening.fault();
    }

    void register(ServletContext context) {
        parts.web().register(context, new Readiness(database, parts.deliveries(), clock));
        parts.measuring().register(context, database, parts.deliveries());
    }

    public Clients clients() {
        return parts.clients();
    }

    public Orders orders() {
        return parts.web().validation().orders();
    }

    public TanChallenges challenges() {
        return parts.challenges();
    }

    public Housekeeping housekeeping() {
        return parts.housekeeping();
    }

    public Recording recording() {
        return parts.measuring().recording();
    }

    public Insight insight() {
        return new Insight(settings, database.installation(), parts, clock);
    }

    public Breaker breaker() {
        return parts.deliveries().breaker();
    }

    public AddressPolicy policy() {
        return settings.address();
    }

    /** Erases an address from all validations and TAN challenges, and returns the number of those that had it. */
    public int erase(Address address, Steps progress) {
        return parts.web().erase(address, progress);
    }

    public InstantSource clock() {
        return clock;
    }

    /** Returns warnings for the operator: test addresses, and whatever does not fit about an open database. */
    public List<String> warnings() {
        Stream<String> tests = settings.tests().warning(clock.instant()).stream();
        return Stream.of(tests, settings.languagesOfNoLetter().stream(), database.findings().stream())
                .flatMap(warnings -> warnings)
                .toList();
    }

    @Override
    public void close() {
        opening.close();
        parts.close();
        database.close();
    }
}
