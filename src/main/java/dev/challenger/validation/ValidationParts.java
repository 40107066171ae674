package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Clients;
import dev.challenger.http.ContextAttribute;
import dev.challenger.http.Origin;
import dev.challenger.transmission.Delivery;
import java.time.InstantSource;

/** The collaborators of the servlets of this package. */
public record ValidationParts(
        AddressPolicy policy,
        ValidationLimits limits,
        Clients clients,
        Orders orders,
        ValidationRules rules,
        ValidationStore store,
        ValidationMessages messages,
        ValidationPages pages,
        Delivery delivery,
        Origin origin,
        ValidationAudit audit,
        InstantSource clock) {
    public static final ContextAttribute<ValidationParts> ATTRIBUTE = new ContextAttribute<>(ValidationParts.class);
}
