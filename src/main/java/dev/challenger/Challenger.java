package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Clients;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.db.ServerStore;
import dev.challenger.limit.Breaker;
import dev.challenger.mfa.ChallengeErasure;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.text.Texts;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.Transmitter;
import dev.challenger.validation.Erasure;
import dev.challenger.validation.Orders;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Builds the object graph, which lives as long as the web application or as one command of the command line. Collaborators
 * are created here, in {@link WebParts} and in {@link Deliveries} only.
 *
 * <p>The database is opened in a second step: at once for a command, which fails without it, and as soon as possible for the
 * service, which answers 503 until then.
 */
public final class Challenger implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Challenger.class.getName());

    private final Settings settings;
    private final Optional<Pool> pool;
    private final InstantSource clock;
    private final Installation installation;
    private final Clients clients;
    private final Deliveries deliveries;
    private final TanChallenges challenges;
    private final WebParts web;
    private final Housekeeping housekeeping;
    private final Opening opening;

    /**
     * Uses the database of the settings, and does not connect to it yet.
     *
     * @param failed called if the database is opened in the background, and turns out not to fit the settings
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     */
    public static Challenger of(Settings settings, Runnable failed) {
        Pool pool = new Pool(settings.db().orElseThrow());
        try {
            return new Challenger(settings, pool.source(), Optional.of(pool), InstantSource.system(), failed);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Uses a DataSource of the caller, which the caller closes, and does not connect to it yet.
     *
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     */
    public static Challenger of(Settings settings, DataSource source, InstantSource clock) {
        return new Challenger(settings, source, Optional.empty(), clock, () -> {});
    }

    /**
     * Connects to the database of the settings and brings its tables up to date.
     *
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     * @throws Problem if the database fails
     */
    public static Challenger open(Settings settings) {
        return of(settings, () -> {}).opened();
    }

    /**
     * Connects to a database of the caller, who closes the DataSource, and brings its tables up to date.
     *
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     * @throws Problem if the database fails
     */
    public static Challenger open(Settings settings, DataSource source, InstantSource clock) {
        return of(settings, source, clock).opened();
    }

    /**
     * Works with the clients of the database of the settings, whose tables are brought up to date. Needs no key, and creates
     * no key file.
     *
     * @throws Problem if the database fails
     */
    public static void withClients(Settings settings, Consumer<Clients> work) {
        try (Pool pool = new Pool(settings.db().orElseThrow())) {
            ServerStore.find(pool.source(), InstantSource.system());
            new Migrations("challenger").run(pool.source());
            work.accept(new Clients(new Database(pool.source()), new Secrets(), InstantSource.system()));
        }
    }

    private Challenger(Settings settings, DataSource source, Optional<Pool> pool, InstantSource time, Runnable failed) {
        settings.requireEndOfTests(time.instant());
        this.settings = settings;
        this.pool = pool;
        // As precise as the columns of the database, so that a value that was written equals the value read back.
        this.clock = () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
        this.installation = Installation.of(source, settings.keyFileOrDefault());
        this.clients = new Clients(installation.database(), installation.secrets(), clock);
        this.deliveries = new Deliveries(settings, installation, this::mailTransmitter, clock);
        Texts texts = new Texts();
        this.challenges = new TanChallenges(
                installation.database(),
                installation.keys(),
                installation.secrets(),
                deliveries.byTanChannel(),
                texts,
                Optional.of(settings.http().baseUrl().getHost()),
                MfaLimits.DEFAULT.withOpenChallenges(settings.openChallenges()),
                clock);
        this.web = new WebParts(settings, installation, clients, deliveries.toValidated(), challenges, texts, clock);
        this.housekeeping = new Housekeeping(
                Optional.of(web.validation().store()), challenges, deliveries.budgets(), Optional.of(breaker()), clock);
        this.opening = new Opening(this::openDatabase, this::ready, failed);
    }

    private Transmitter mailTransmitter() {
        return new MailTransmitter(settings.mail().orElseThrow(), clock, new SecureRandom());
    }

    private void openDatabase() {
        ServerStore.find(installation.source(), clock);
        new Migrations("challenger").run(installation.source());
        new Migrations("mfa").run(installation.source());
        installation.open();
    }

    private Challenger opened() {
        orClose(this::openDatabase);
        return this;
    }

    /**
     * Opens the database, now or in the background, and starts housekeeping as soon as it is open. Closes this object if it
     * fails.
     *
     * @throws SettingsException if the key file is unusable
     * @throws Problem if the database fails for a reason that does not pass
     */
    public void start() {
        orClose(opening::begin);
    }

    private void orClose(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void ready() {
        housekeeping.start();
        warning().ifPresent(warning -> LOG.log(Level.WARNING, warning));
        LOG.log(Level.INFO, "Challenger is ready");
    }

    /** Returns the fault for which the database could not be opened in the background, and that does not pass. */
    public Optional<RuntimeException> fault() {
        return opening.fault();
    }

    /** Hands servlets and filters their collaborators. To be called before they are initialised. */
    void register(ServletContext context) {
        web.register(context);
    }

    public Clients clients() {
        return clients;
    }

    public Orders orders() {
        return web.validation().orders();
    }

    public TanChallenges challenges() {
        return challenges;
    }

    public Housekeeping housekeeping() {
        return housekeeping;
    }

    public Breaker breaker() {
        return deliveries.breaker();
    }

    /** Returns the policy of the addresses that are validated. */
    public AddressPolicy policy() {
        return settings.address();
    }

    public Erasure erasure() {
        return new Erasure(settings.address(), installation.database());
    }

    public ChallengeErasure challengeErasure() {
        return new ChallengeErasure(installation.database());
    }

    public InstantSource clock() {
        return clock;
    }

    /** Returns a warning for the operator if there are test addresses. */
    public Optional<String> warning() {
        return settings.tests().warning(clock.instant());
    }

    @Override
    public void close() {
        opening.close();
        housekeeping.close();
        deliveries.close();
        pool.ifPresent(Pool::close);
    }
}
