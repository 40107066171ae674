package dev.challenger.grant;

import dev.challenger.client.Client;
import dev.challenger.db.Rows.Change;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import java.util.Objects;

/**
 * What comes of an access token that a client wants ended: its end, if it is that client's.
 *
 * @param own whether it is
 */
record Revocation(Validation after, boolean own) implements Change<Validation> {
    /** @param validation the one the token belongs to */
    static Revocation revoke(Validation validation, Client client) {
        Grant grant = Objects.requireNonNull(validation.grant());
        boolean own = validation.client().id() == client.id();
        return new Revocation(own ? validation.with(grant.redeemedFor(null)) : validation, own);
    }
}
