package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.audit.Audit;
import dev.challenger.client.Clients;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.filter.FilterParts;
import dev.challenger.filter.Protection;
import dev.challenger.grant.GrantParts;
import dev.challenger.http.Body;
import dev.challenger.http.Origin;
import dev.challenger.http.Parts;
import dev.challenger.limit.Breaker;
import dev.challenger.mfa.ChallengeErasure;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.TanChannel;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.site.SiteParts;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Delivery;
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
import dev.challenger.validation.ValidationRules;
import dev.challenger.validation.ValidationStore;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The object graph: everything that lives as long as the web application, or as one command of the command line. The one
 * place where collaborators are made.
 */
public final class Challenger implements Parts, AutoCloseable {
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final SiteParts site;
    private final GrantParts grant;
    private final Clients clients;
    private final Housekeeping housekeeping;
    private final Deliveries deliveries;
    private final Optional<Pool> pool;

    /**
     * Connects to the database that the settings name and brings its tables up to date.
     *
     * @throws SettingsException if the key file will not do, or the end of the test addresses
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
     * The same with a DataSource that somebody else made, and closes.
     *
     * @throws SettingsException if the key file will not do, or the end of the test addresses
     * @throws Problem if the database fails
     */
    public static Challenger open(Settings settings, DataSource source, InstantSource clock) {
        return new Challenger(settings, source, Optional.empty(), clock);
    }

    private Challenger(Settings settings, DataSource source, Optional<Pool> pool, InstantSource time) {
        // As exact as the database keeps it, so that what was written equals what is read back.
        InstantSource clock = () -> time.instant().truncatedTo(ChronoUnit.MILLIS);
        new Migrations("challenger").run(source);
        new Migrations("mfa").run(source);
        Database database = new Database(source);
        SecureRandom random = new SecureRandom();
        Secrets secrets = new Secrets(random);
        Keys keys = new Installation(database).open(new KeyFile(settings.keyFileOrDefault()), secrets);
        Derivation derivation = new Derivation(keys);
        ValidationStore store = new ValidationStore(database, settings.address());
        Texts texts = new Texts();
        String issuer = settings.http().issuer();

        this.pool = pool;
        this.clients = new Clients(database, secrets, clock);
        this.deliveries = new Deliveries(
                settings,
                database,
                keys.oldest(),
                () -> new MailTransmitter(settings.mail().orElseThrow(), clock, random),
                clock);
        TestAddresses tests = deliveries.tests();
        Breaker breaker = deliveries.breaker();
        TanChallenges challenges = new TanChallenges(
                database,
                keys,
                secrets,
                byChannel(deliveries),
                texts,
                Optional.of(settings.http().baseUrl().getHost()),
                MfaLimits.DEFAULT,
                clock);
        this.housekeeping =
                new Housekeeping(Optional.of(store), challenges, deliveries.budgets(), Optional.of(breaker), clock);
        put(ValidationLimits.class, settings.validation());
        put(InstantSource.class, clock);
        put(Texts.class, texts);
        put(Secrets.class, secrets);
        put(Clients.class, clients);
        put(AddressPolicy.class, settings.address());
        put(Derivation.class, derivation);
        put(ValidationRules.class, new ValidationRules(settings.address(), settings.validation(), derivation, tests));
        put(ValidationStore.class, store);
        put(Erasure.class, new Erasure(settings.address(), database));
        put(ChallengeErasure.class, new ChallengeErasure(database));
        put(ValidationPages.class, new ValidationPages(settings.address(), derivation, store, tests, texts, issuer));
        Origin origin = new Origin(settings.proxies());
        put(Origin.class, origin);
        ValidationAudit audit = new ValidationAudit(new Audit(clock), origin, tests, clock);
        put(ValidationAudit.class, audit);
        Orders orders = new Orders(settings.validation(), secrets, database, store, audit, clock);
        put(Orders.class, orders);
        TanMessages messages = new TanMessages(
                texts, settings.http().baseUrl(), settings.address().type().channel());
        put(ValidationMessages.class, new ValidationMessages(derivation, messages));
        put(Delivery.class, deliveries.toValidated());
        put(Breaker.class, breaker);
        put(TestAddresses.class, tests);
        put(TanChallenges.class, challenges);
        this.site = new SiteParts(settings.address(), issuer, settings.source());
        this.grant = new GrantParts(
                clients,
                orders,
                secrets,
                store,
                audit,
                issuer,
                settings.address().type(),
                settings.validation().addressErasedAfter(),
                clock);
    }

    private static Map<TanChannel, Delivery> byChannel(Deliveries deliveries) {
        Map<TanChannel, Delivery> channels = new EnumMap<>(TanChannel.class);
        deliveries.toType(AddressType.EMAIL).ifPresent(mail -> channels.put(TanChannel.EMAIL, mail));
        deliveries.toType(AddressType.PHONE).ifPresent(phone -> channels.put(TanChannel.SMS, phone));
        return channels;
    }

    private <T> void put(Class<T> type, T part) {
        parts.put(type, part);
    }

    @Override
    public <T> T get(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalArgumentException("no such part: " + type.getName());
        }
        return type.cast(part);
    }

    @Override
    public void register(ServletContext context) {
        Parts.super.register(context);
        SiteParts.ATTRIBUTE.set(context, site);
        GrantParts.ATTRIBUTE.set(context, grant);
        new FilterParts(get(TanChallenges.class), Protection.NONE, get(Origin.class), Body.LIMIT, true)
                .register(context);
    }

    public Clients clients() {
        return clients;
    }

    public Housekeeping housekeeping() {
        return housekeeping;
    }

    @Override
    public void close() {
        housekeeping.close();
        deliveries.close();
        pool.ifPresent(Pool::close);
    }
}
