package dev.challenger.validation;

import dev.challenger.address.AddressPolicy;
import dev.challenger.client.Clients;
import dev.challenger.http.ContextAttribute;
import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.http.Reply;
import dev.challenger.transmission.Delivery;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The collaborators of the servlets of this package.
 *
 * @param tanChallenges answers requests for TAN challenges, whose URLs are below {@code /challenge/} too; empty for all
 *     other requests
 */
public record ValidationParts(
        AddressPolicy policy,
        ValidationLimits limits,
        Clients clients,
        Orders orders,
        DirectStarts starts,
        ValidationRules rules,
        ValidationStore store,
        ValidationMessages messages,
        TranslatedPages pages,
        Delivery delivery,
        Origin origin,
        ValidationAudit audit,
        InstantSource clock,
        Function<Exchange, Optional<Reply>> tanChallenges) {
    public static final ContextAttribute<ValidationParts> ATTRIBUTE = new ContextAttribute<>(ValidationParts.class);
}
