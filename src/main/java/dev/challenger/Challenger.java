package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.audit.Audit;
import dev.challenger.client.Clients;
import dev.challenger.confirm.ChallengeView;
import dev.challenger.confirm.ConfirmParts;
import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.db.Migrations;
import dev.challenger.grant.GrantParts;
import dev.challenger.http.Origin;
import dev.challenger.http.Pages;
import dev.challenger.limit.Breaker;
import dev.challenger.mfa.ChallengeErasure;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.site.SiteParts;
import dev.challenger.text.Texts;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.TanMessages;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.transmission.Transmitter;
import dev.challenger.validation.Derivation;
import dev.challenger.validation.Erasure;
import dev.challenger.validation.Orders;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationMessages;
import dev.challenger.validation.ValidationPages;
import dev.challenger.validation.ValidationParts;
import dev.challenger.validation.ValidationRules;
import dev.challenger.validation.ValidationStore;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Builds the object graph, which lives as long as the web application or as one command of the command line. Collaborators
 * are created here and in {@link Deliveries} only.
 */
public final class Challenger implements AutoCloseable {
    private final Settings settings;
    private final Optional<Pool> pool;
    private final InstantSource clock;
    private final Installation installation;
    private final Clients clients;
    private final Texts texts = new Texts();
    private final Deliveries deliveries;
    private final TanChallenges challenges;
    private final TanChallengeEndpoint endpoint;
    private final ValidationParts validation;
    private final Housekeeping housekeeping;

    /**
     * Connects to the database of the settings and brings its tables up to date.
     *
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     * @throws Problem if the database fails
     */
    public static Challenger open(Settings settings) {
        Pool pool = new Pool(settings.db().orElseThrow());
        try {
            return new Challenger(settings, pool.source(), Optional.of(pool), InstantSource.system());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Uses a DataSource of the caller, which the caller closes, and brings its tables up to date.
     *
     * @throws SettingsException if the key file is unusable, or the test addresses end too late
     * @throws Problem if the database fails
     */
    public static Challenger open(Settings settings, DataSource source, InstantSource clock) {
        return new Challenger(settings, source, Optional.empty(), clock);
    }

    private Challenger(Settings settings, DataSource source, Optional<Pool> pool, InstantSource time) {
        settings.requireEndOfTests(time.instant());
        this.settings = settings;
        this.pool = pool;
        // As precise as the columns of the database, so that a value that was written equals the value read back.
        this.clock = () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
        new Migrations("challenger").run(source);
        new Migrations("mfa").run(source);
        this.installation = Installation.open(source, settings.keyFileOrDefault());
        this.clients = new Clients(installation.database(), installation.secrets(), clock);
        this.deliveries = new Deliveries(settings, installation, this::mailTransmitter, clock);
        this.challenges = new TanChallenges(
                installation.database(),
                installation.keys(),
                installation.secrets(),
                deliveries.byTanChannel(),
                texts,
                Optional.of(settings.http().baseUrl().getHost()),
                MfaLimits.DEFAULT.withOpenChallenges(settings.openChallenges()),
                clock);
        Origin origin = new Origin(settings.proxies());
        ChallengeView view = new ChallengeView(texts, clock, clients::mayReturn);
        this.endpoint = new TanChallengeEndpoint(challenges, origin, Optional.of(view));
        this.validation = validation(origin);
        this.housekeeping = new Housekeeping(
                Optional.of(validation.store()), challenges, deliveries.budgets(), Optional.of(breaker()), clock);
    }

    private Transmitter mailTransmitter() {
        return new MailTransmitter(settings.mail().orElseThrow(), clock, new SecureRandom());
    }

    private ValidationParts validation(Origin origin) {
        AddressPolicy policy = settings.address();
        TestAddresses tests = settings.tests();
        Derivation derivation = new Derivation(installation.keys());
        ValidationStore store = new ValidationStore(installation.database(), policy);
        ValidationAudit audit = new ValidationAudit(new Audit(clock), origin, tests, clock);
        TanMessages messages =
                new TanMessages(texts, settings.http().baseUrl(), policy.type().channel());
        return new ValidationParts(
                policy,
                settings.validation(),
                clients,
                new Orders(settings.validation(), installation.secrets(), installation.database(), store, audit, clock),
                new ValidationRules(policy, settings.validation(), derivation, tests),
                store,
                new ValidationMessages(derivation, messages),
                new ValidationPages(
                        policy, derivation, store, tests, texts, settings.http().issuer()),
                deliveries.toValidated(),
                origin,
                audit,
                clock,
                endpoint::answer);
    }

    /** Hands servlets and filters their collaborators. To be called before they are initialised. */
    void register(ServletContext context) {
        String issuer = settings.http().issuer();
        Pages.ATTRIBUTE.set(context, Pages.of(context, texts));
        SiteParts.ATTRIBUTE.set(context, new SiteParts(settings.address(), issuer, settings.source()));
        ValidationParts.ATTRIBUTE.set(context, validation);
        GrantParts.ATTRIBUTE.set(context, new GrantParts(validation, installation.secrets(), issuer));
        ConfirmParts.ATTRIBUTE.set(context, new ConfirmParts(endpoint, clients, challenges));
    }

    public Clients clients() {
        return clients;
    }

    public Orders orders() {
        return validation.orders();
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
        housekeeping.close();
        deliveries.close();
        pool.ifPresent(Pool::close);
    }
}
