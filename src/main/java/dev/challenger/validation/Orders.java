package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressType;
import dev.challenger.client.Client;
import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Creates validations for clients. Both {@code /setup} and {@code /par} use it. */
public final class Orders {
    private final ValidationLimits limits;
    private final Secrets secrets;
    private final OrderStore orders;
    private final OpenOrders open;
    private final Languages languages;
    private final ValidationAudit audit;
    private final InstantSource clock;

    /** @param type of the addresses that are validated */
    public Orders(
            ValidationLimits limits,
            Secrets secrets,
            Database database,
            AddressType type,
            AddressHashes hashes,
            Languages languages,
            ValidationAudit audit,
            InstantSource clock) {
        this.limits = limits;
        this.secrets = secrets;
        this.orders = new OrderStore(database, type, hashes);
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
        audit.setup(orders.insert(begun), begun, exchange);
        return nonce;
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
        Authorization authorization = Authorization.parse(arguments, true);
        authorization.requireRedirectUri(client);
        authorization.requirePkce(client);
        Language language =
                arguments.find("ui_locales").flatMap(languages::find).orElse(null);
        Order order = new Order(null, false, authorization, language);
        return PushedRequest.of(begin(client, order, exchange));
    }

    /** Deletes all validations of a client in slices. Call it before the client is deleted: one statement would take too long. */
    public void delete(long clientId) {
        Slices.all(atMost -> orders.delete(clientId, atMost));
    }
}
