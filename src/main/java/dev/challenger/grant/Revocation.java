package dev.challenger.grant;

import dev.challenger.client.Client;
import dev.challenger.db.Rows.Change;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import java.util.Objects;

/**
 * The result of a client's request to revoke an access token. Only a token of that client is revoked.
 *
 * @param own true if the token is the client's own
 */
record Revocation(Validation after, boolean own) implements Change<Validation> {
    /** @param validation the validation of the token */
    static Revocation revoke(Validation validation, Client client) {
        Grant grant = Objects.requireNonNull(validation.grant());
        boolean own = validation.client().id() == client.id();
        return new Revocation(own ? validation.with(grant.redeemedFor(null)) : validation, own);
    }
}
