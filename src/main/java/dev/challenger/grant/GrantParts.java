package dev.challenger.grant;

import dev.challenger.http.ContextAttribute;
import dev.challenger.secret.Secrets;
import dev.challenger.validation.ValidationParts;

/**
 * The collaborators of the servlets of this package.
 *
 * @param issuer the base URL, which is also the issuer of RFC 7662
 */
public record GrantParts(ValidationParts validation, Secrets secrets, String issuer) {
    public static final ContextAttribute<GrantParts> ATTRIBUTE = new ContextAttribute<>(GrantParts.class);
}
