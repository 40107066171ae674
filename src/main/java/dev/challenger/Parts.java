package dev.challenger;

import dev.challenger.client.Clients;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.settings.Settings;
import dev.challenger.text.Languages;
import dev.challenger.transmission.MailHtml;
import dev.challenger.transmission.Operator;
import dev.challenger.validation.ExpiryStore;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The collaborators of a node above its database, and their order of starting and closing. They are created here, in
 * {@link WebParts} and in {@link Deliveries} only.
 */
final class Parts implements AutoCloseable {
    private final Clients clients;
    private final Measuring measuring;
    private final Deliveries deliveries;
    private final TanChallenges challenges;
    private final WebParts web;
    private final Housekeeping housekeeping;

    Parts(Settings settings, Installation installation, InstantSource clock) {
        this.measuring = new Measuring(settings, installation, clock);
        this.clients = new Clients(installation.database(), settings.clients(), installation.secrets(), clock);
        this.deliveries = new Deliveries(settings, installation, clock);
        Languages languages = settings.languages();
        Operator operator = operator(settings);
        this.challenges = new TanChallenges(
                installation.database(),
                installation.keys(),
                installation.secrets(),
                deliveries.byTanChannel(),
                languages,
                operator,
                MfaLimits.DEFAULT.withOpenChallenges(settings.openChallenges()),
                measuring.audit(),
                clock);
        this.web = new WebParts(
                settings,
                installation,
                clients,
                deliveries.toValidated(),
                challenges,
                languages,
                operator,
                measuring.audit(),
                clock);
        this.housekeeping = housekeeping(installation, clock);
    }

    private static Operator operator(Settings settings) {
        return new Operator(
                settings.brand().name(),
                Optional.of(settings.http().baseUrl()),
                settings.brand().helpAddress(),
                new MailHtml());
    }

    private Housekeeping housekeeping(Installation installation, InstantSource clock) {
        return new Housekeeping(
                Optional.of(new ExpiryStore(installation.database())),
                challenges,
                deliveries.budgets(),
                Optional.of(deliveries.breaker()),
                measuring.statistics(),
                clock);
    }

    Clients clients() {
        return clients;
    }

    Measuring measuring() {
        return measuring;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    TanChallenges challenges() {
        return challenges;
    }

    WebParts web() {
        return web;
    }

    Housekeeping housekeeping() {
        return housekeeping;
    }

    /** Starts what works in the background. The database must be open. */
    void start() {
        housekeeping.start();
        measuring.start();
    }

    @Override
    public void close() {
        housekeeping.close();
        deliveries.close();
        // Writes the last events and counts.
        measuring.close();
    }
}
