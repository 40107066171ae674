package dev.challenger.site;

import dev.challenger.address.AddressPolicy;
import dev.challenger.http.ContextAttribute;
import java.net.URI;
import java.util.Optional;

/**
 * The collaborators of the servlets of this package.
 *
 * @param issuer the base URL, which is also the issuer of RFC 8414
 * @param source the target of {@code /source}
 */
public record SiteParts(AddressPolicy policy, String issuer, Optional<URI> source, Health health) {
    public static final ContextAttribute<SiteParts> ATTRIBUTE = new ContextAttribute<>(SiteParts.class);
}
