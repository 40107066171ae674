package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.audit.Audit;
import dev.challenger.client.Clients;
import dev.challenger.confirm.ChallengeView;
import dev.challenger.confirm.ConfirmParts;
import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.grant.GrantParts;
import dev.challenger.http.Origin;
import dev.challenger.http.Pages;
import dev.challenger.limit.Breaker;
import dev.challenger.mfa.ChallengeErasure;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.site.SiteParts;
import dev.challenger.text.Texts;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.TanMessages;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.Derivation;
import dev.challenger.validation.Erasure;
import dev.challenger.validation.Orders;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationLimits;
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
    private final Database database;
    private final Secrets secrets;
    private final Clients clients;
    private final Texts texts = new Texts();
    private final Origin origin;
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
        this.settings = settings;
        this.pool = pool;
        // As precise as the columns of the database, so that a value that was written equals the value read back.
        this.clock = () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
        new Migrations("challenger").run(source);
        new Migrations("mfa").run(source);
        this.database = new Database(source);
        SecureRandom random = new SecureRandom();
        this.secrets = new Secrets(random);
        Keys keys = new Installation(database).open(new KeyFile(settings.keyFileOrDefault()), secrets);
        this.clients = new Clients(database, secrets, clock);
        this.origin = new Origin(settings.proxies());
        this.deliveries = new Deliveries(
                settings,
                database,
                keys.oldest(),
                () -> new MailTransmitter(settings.mail().orElseThrow(), clock, random),
                clock);
        this.challenges = new TanChallenges(
                database,
                keys,
                secrets,
                deliveries.byTanChannel(),
                texts,
                Optional.of(settings.http().baseUrl().getHost()),
                MfaLimits.DEFAULT,
                clock);
        ChallengeView view = new ChallengeView(texts, clock, clients::mayReturn);
        this.endpoint = new TanChallengeEndpoint(challenges, origin, Optional.of(view));
        this.validation = validation(keys);
        this.housekeeping = new Housekeeping(
                Optional.of(validation.store()), challenges, deliveries.budgets(), Optional.of(breaker()), clock);
    }

    private ValidationParts validation(Keys keys) {
        AddressPolicy policy = settings.address();
        ValidationLimits limits = settings.validation();
        Derivation derivation = new Derivation(keys);
        ValidationStore store = new ValidationStore(database, policy);
        TestAddresses tests = deliveries.tests();
        ValidationAudit audit = new ValidationAudit(new Audit(clock), origin, tests, clock);
        TanMessages messages =
                new TanMessages(texts, settings.http().baseUrl(), policy.type().channel());
        return new ValidationParts(
                policy,
                limits,
                clients,
                new Orders(limits, secrets, database, store, audit, clock),
                new ValidationRules(policy, limits, derivation, tests),
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
        Pages.ATTRIBUTE.set(context, Pages.of(context, texts));
        SiteParts.ATTRIBUTE.set(
                context, new SiteParts(settings.address(), settings.http().issuer(), settings.source()));
        ValidationParts.ATTRIBUTE.set(context, validation);
        GrantParts.ATTRIBUTE.set(context, grant());
        ConfirmParts.ATTRIBUTE.set(context, new ConfirmParts(endpoint, clients, challenges));
    }

    private GrantParts grant() {
        return new GrantParts(
                clients,
                validation.orders(),
                secrets,
                validation.store(),
                validation.audit(),
                settings.http().issuer(),
                settings.address().type(),
                settings.validation().addressErasedAfter(),
                clock);
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

    /** Returns the erasure of addresses from validations. */
    public Erasure erasure() {
        return new Erasure(settings.address(), database);
    }

    /** Returns the erasure of addresses from TAN challenges. */
    public ChallengeErasure challengeErasure() {
        return new ChallengeErasure(database);
    }

    public InstantSource clock() {
        return clock;
    }

    /** Returns a warning for the operator if there are test addresses. */
    public Optional<String> warning() {
        return deliveries.tests().warning(clock.instant());
    }

    @Override
    public void close() {
        housekeeping.close();
        deliveries.close();
        pool.ifPresent(Pool::close);
    }
}
