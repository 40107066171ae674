package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.client.Client;
import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.db.Steps;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates validations for clients, at {@code /setup}, at {@code /par} and by direct starts. */
public final class Orders {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ValidationLimits limits;
    private final AddressPolicy policy;
    private final Secrets secrets;
    private final OrderStore orders;
    private final OpenOrders open;
    private final Languages languages;
    private final ValidationAudit audit;
    private final InstantSource clock;

    public Orders(
            ValidationLimits limits,
            Secrets secrets,
            Database database,
            AddressPolicy policy,
            AddressHashes hashes,
            Languages languages,
            ValidationAudit audit,
            InstantSource clock) {
        this.limits = limits;
        this.policy = policy;
        this.secrets = secrets;
        this.orders = new OrderStore(database, policy.type(), hashes);
        this.open = new OpenOrders(new OpenOrderStore(database), limits.openValidations());
        this.languages = languages;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param prefilled null if the person begins with an empty form
     * @param language null if the client asks for none
     */
    record Order(
            @Nullable Address prefilled,
            boolean readOnly,
            Authorization authorization,
            @Nullable Language language) {}

    /**
     * Creates a validation and returns its nonce.
     *
     * @throws Problem code 9757 if the client has too many open validations; the time to wait ends when the first one expires
     */
    Secret begin(Client client, Order order, Exchange exchange) {
        Instant now = clock.instant();
        open.require(client.id(), now);
        Secret nonce = secrets.fresh(now);
        insert(client, order, nonce, limits.validationValidFor(), exchange);
        return nonce;
    }

    /**
     * Creates a validation that a browser ordered. It is purged after {@link #abandonedAfter} if no address is entered.
     *
     * @param derived the nonce; empty for a fresh one
     * @return the nonce
     * @throws Problem code 9757 if the client has so many open validations that the rest is kept for its own orders
     */
    Secret begin(Client client, Order order, Optional<Secret> derived, Exchange exchange) {
        Instant now = clock.instant();
        open.requireHalf(client.id(), now);
        Secret nonce = derived.orElseGet(() -> secrets.fresh(now));
        insert(client, order, nonce, abandonedAfter(), exchange);
        return nonce;
    }

    /** Returns the time for which a validation lasts that a browser ordered, and in which nobody enters an address. */
    Duration abandonedAfter() {
        Duration validFor = limits.validationValidFor();
        return validFor.compareTo(HOUR) < 0 ? validFor : HOUR;
    }

    private void insert(Client client, Order order, Secret nonce, Duration purgedAfter, Exchange exchange) {
        Instant now = clock.instant();
        Validation begun = new Validation(
                0,
                0,
                nonce.hash(),
                client,
                now.plus(limits.validationValidFor()),
                order.prefilled,
                order.readOnly,
                order.authorization,
                order.language,
                order.readOnly ? 1 : limits.addressChanges(),
                0,
                null,
                Tans.NONE,
                null);
        audit.setup(orders.insert(begun, now.plus(purgedAfter)), begun, exchange);
    }

    /**
     * Creates a validation with a pushed authorization request, which no browser can change (RFC 9126).
     *
     * @param arguments the arguments of {@code /authorize}
     * @throws Problem code 25 or 26 with the name of a missing or malformed argument; code 9751 if the redirect URI is not the
     *     registered one
     */
    public PushedRequest push(Client client, Parameters arguments, Exchange exchange) {
        if (arguments.bytes("request_uri").isPresent()) {
            throw Problem.malformed("request_uri");
        }
        return PushedRequest.of(begin(client, order(client, arguments), exchange));
    }

    /**
     * Reads an authorization request that no browser can change later.
     *
     * @throws Problem as {@link #push}
     */
    Order order(Client client, Parameters arguments) {
        Authorization authorization = Authorization.parse(arguments, true);
        authorization.requireRedirectUri(client);
        authorization.requirePkce(client);
        Language language =
                arguments.find("ui_locales").flatMap(languages::find).orElse(null);
        Address hinted = arguments.find("login_hint").flatMap(this::hinted).orElse(null);
        return new Order(hinted, false, authorization, language);
    }

    /** Reads the address that the client supposes. It only fills in the form, so one that is refused is left out. */
    private Optional<Address> hinted(String hint) {
        List<Field> fields = policy.type().fields();
        Field first = fields.get(0);
        if (fields.size() > 1 || hint.length() > first.maxLength()) {
            return Optional.empty();
        }
        try {
            return Optional.of(policy.parse(Map.of(first.name(), hint)));
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    /** Deletes all validations of a client in slices. Call it before the client is deleted: one statement would take too long. */
    public void delete(long clientId, Steps progress) {
        Slices.watched(atMost -> orders.delete(clientId, atMost), orders.count(clientId), progress);
    }
}
