package dev.challenger.grant;

import dev.challenger.address.AddressType;
import dev.challenger.client.Clients;
import dev.challenger.http.ContextAttribute;
import dev.challenger.secret.Secrets;
import dev.challenger.validation.Orders;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The collaborators of the servlets of this package.
 *
 * @param issuer the base URL, which is also the issuer of RFC 7662
 * @param type of the validated addresses
 * @param addressErasedAfter how long after the first {@code /info} a validated address is erased
 */
public record GrantParts(
        Clients clients,
        Orders orders,
        Secrets secrets,
        ValidationStore store,
        ValidationAudit audit,
        String issuer,
        AddressType type,
        Duration addressErasedAfter,
        InstantSource clock) {
    public static final ContextAttribute<GrantParts> ATTRIBUTE = new ContextAttribute<>(GrantParts.class);
}
