package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.client.Client;
import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.Tans;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Begins validations for clients: the one way to do so, whether it is {@code /setup} or {@code /par} that asks. */
public final class Orders {
    private final ValidationLimits limits;
    private final Secrets secrets;
    private final OrderStore orders;
    private final ValidationStore store;
    private final ValidationAudit audit;
    private final InstantSource clock;

    public Orders(
            ValidationLimits limits,
            Secrets secrets,
            Database database,
            ValidationStore store,
            ValidationAudit audit,
            InstantSource clock) {
        this.limits = limits;
        this.secrets = secrets;
        this.orders = new OrderStore(database);
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param prefilled null where the person begins with an empty form */
    record Order(@Nullable Address prefilled, boolean readOnly, Authorization authorization) {}

    /**
     * Begins a validation; its nonce.
     *
     * @throws Problem code 9757 if the client has too many open ones, with when the first of them expires
     */
    Secret begin(Client client, Order order, Exchange exchange) {
        requireRoom(client);
        Secret nonce = secrets.fresh();
        Validation begun = new Validation(
                0,
                0,
                nonce.hash(),
                client,
                clock.instant().plus(limits.validationValidFor()),
                order.prefilled,
                order.readOnly,
                order.authorization,
                order.readOnly ? 1 : limits.addressChanges(),
                null,
                Tans.NONE,
                null);
        audit.setup(store.insert(begun), begun, exchange);
        return nonce;
    }

    /**
     * Begins a validation with an authorization that nobody but the client has a say in (RFC 9126).
     *
     * @param arguments as {@code /authorize} takes them
     * @throws Problem code 25 or 26 naming the argument that is missing or malformed, code 9751 for another redirect URI
     *     than the registered one
     */
    public PushedRequest push(Client client, Parameters arguments, Exchange exchange) {
        if (arguments.bytes("request_uri").isPresent()) {
            throw Problem.malformed("request_uri");
        }
        Authorization authorization = Authorization.parse(arguments, true);
        authorization.requireRedirectUri(client);
        authorization.requirePkce(client);
        return PushedRequest.of(
                begin(client, new Order(null, false, authorization), exchange), limits.validationValidFor());
    }

    /** Deletes all that a client has ordered, for who is about to delete the client: all at once would take too long. */
    public void delete(long clientId) {
        Slices.all(atMost -> orders.delete(clientId, atMost));
    }

    /** Orders at the same time may all find the last room: it bounds what a client can pile up, and is not exact. */
    private void requireRoom(Client client) {
        Instant now = clock.instant();
        orders.firstExpiryOf(client.id(), limits.openValidations(), now).ifPresent(expiry -> {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "open validations of this client")
                    .withRetryAfter(Duration.between(now, expiry));
        });
    }
}
