package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.client.Client;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Begins validations for clients. */
public final class Orders {
    private final Settings.Rules limits;
    private final Secrets secrets;
    private final ValidationStore store;
    private final InstantSource clock;

    public Orders(Settings.Rules limits, Secrets secrets, ValidationStore store, InstantSource clock) {
        this.limits = limits;
        this.secrets = secrets;
        this.store = store;
        this.clock = clock;
    }

    /** @param prefilled null where the person begins with an empty form */
    record Order(@Nullable Address prefilled, boolean readOnly, Authorization authorization) {}

    /** Begins a validation; its nonce. */
    Secret begin(Client client, Order order) {
        Secret nonce = secrets.fresh();
        store.insert(new Validation(
                0,
                0,
                nonce.hash(),
                client,
                clock.instant().plus(limits.validationValidFor()),
                order.prefilled,
                order.readOnly,
                order.authorization,
                order.readOnly ? 1 : limits.addressChanges(),
                0,
                null,
                null));
        return nonce;
    }
}
