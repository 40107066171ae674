package dev.challenger;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.audit.Audit;
import dev.challenger.client.Clients;
import dev.challenger.confirm.ChallengeView;
import dev.challenger.confirm.ConfirmParts;
import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.db.Database;
import dev.challenger.db.Steps;
import dev.challenger.grant.GrantParts;
import dev.challenger.http.Origin;
import dev.challenger.http.Pages;
import dev.challenger.http.PublicUrl;
import dev.challenger.http.StaticFiles;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.ChallengeErasure;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.settings.Settings;
import dev.challenger.site.SiteParts;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Operator;
import dev.challenger.transmission.TanMessages;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.Derivation;
import dev.challenger.validation.DirectStarts;
import dev.challenger.validation.Erasure;
import dev.challenger.validation.Orders;
import dev.challenger.validation.TranslatedPages;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationMessages;
import dev.challenger.validation.ValidationPages;
import dev.challenger.validation.ValidationParts;
import dev.challenger.validation.ValidationRules;
import dev.challenger.validation.ValidationStore;
import dev.challenger.validation.WaysBack;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Builds the collaborators of the servlets, and hands them over. */
final class WebParts {
    private final Settings settings;
    private final Installation installation;
    private final Clients clients;
    private final TanChallenges challenges;
    private final Languages languages;
    private final Operator operator;
    private final TanChallengeEndpoint endpoint;
    private final ValidationParts validation;

    WebParts(
            Settings settings,
            Installation installation,
            Clients clients,
            Delivery delivery,
            TanChallenges challenges,
            Languages languages,
            Operator operator,
            Audit audit,
            InstantSource clock) {
        this.settings = settings;
        this.installation = installation;
        this.clients = clients;
        this.challenges = challenges;
        this.languages = languages;
        this.operator = operator;
        Origin origin = new Origin(settings.proxies());
        ChallengeView view = new ChallengeView(languages, clock, clients::mayReturn);
        this.endpoint = new TanChallengeEndpoint(challenges, origin, Optional.of(view));
        this.validation = validation(delivery, origin, audit, clock);
    }

    private ValidationParts validation(Delivery delivery, Origin origin, Audit log, InstantSource clock) {
        AddressPolicy policy = settings.address();
        TestAddresses tests = settings.tests();
        Derivation derivation = new Derivation(installation.keys());
        ValidationStore store =
                new ValidationStore(installation.database(), policy, installation.addresses(), settings.clients());
        ValidationAudit audit = new ValidationAudit(log, origin, tests, clock);
        WaysBack back = new WaysBack(derivation, store, settings.http().issuer());
        Set<Language> writable = settings.writable();
        TanMessages messages = new TanMessages(operator, policy.type().channel());
        Orders orders = orders(audit, clock);
        DirectStarts starts = starts(orders, store, origin, clock);
        return new ValidationParts(
                policy,
                settings.validation(),
                clients,
                orders,
                starts,
                new ValidationRules(policy, settings.validation(), derivation, tests),
                store,
                new ValidationMessages(derivation, messages, languages, back, writable::contains),
                new TranslatedPages(
                        languages, back, texts -> new ValidationPages(policy, derivation, back, tests, texts)),
                delivery,
                origin,
                audit,
                clock,
                endpoint::answer);
    }

    private Orders orders(ValidationAudit audit, InstantSource clock) {
        return new Orders(
                settings.validation(),
                installation.secrets(),
                installation.database(),
                settings.address(),
                installation.addresses(),
                languages,
                audit,
                clock);
    }

    private DirectStarts starts(Orders orders, ValidationStore store, Origin origin, InstantSource clock) {
        return new DirectStarts(
                clients,
                orders,
                store,
                Budgets.ofStarts(
                        installation.database(),
                        installation.keys(),
                        settings.validation().directStarts()),
                installation.keys(),
                origin,
                clock);
    }

    /** Hands servlets and filters their collaborators. To be called before they are initialised. */
    void register(ServletContext context, Readiness readiness) {
        String issuer = settings.http().issuer();
        PublicUrl.ATTRIBUTE.set(context, new PublicUrl(settings.http().baseUrl()));
        StaticFiles files = StaticFiles.of(context, settings.brand().files());
        StaticFiles.ATTRIBUTE.set(context, files);
        Pages pages = Pages.of(context, languages, files, settings.brand());
        Pages.ATTRIBUTE.set(context, pages);
        operator.html().use((mail, texts) -> pages.html("mail", mail, texts));
        SiteParts.ATTRIBUTE.set(
                context, new SiteParts(settings.address(), issuer, settings.source(), readiness.health(pages::tryOut)));
        ValidationParts.ATTRIBUTE.set(context, validation);
        GrantParts.ATTRIBUTE.set(context, new GrantParts(validation, installation.secrets(), issuer));
        ConfirmParts.ATTRIBUTE.set(context, new ConfirmParts(endpoint, clients, challenges));
    }

    ValidationParts validation() {
        return validation;
    }

    int erase(Address address, Steps progress) {
        Database database = installation.database();
        AddressHashes hashes = installation.addresses();
        int challenges = new ChallengeErasure(database, hashes).erase(address.normalised());
        return challenges
                + new Erasure(settings.address(), hashes, database)
                        .erase(address, (done, of) -> progress.done(challenges + done, challenges + of));
    }
}
