package dev.challenger.grant;

import dev.challenger.address.Address;
import dev.challenger.db.Rows.Change;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Objects;

/** The result of fetching the address of a validation. The first time is stored, since it sets the time of erasure. */
record Fetch(Validation after, Address address) implements Change<Validation> {
    /**
     * Decides on a validation whose token a client presented.
     *
     * @param eraseAt the time of erasure, used if this is the first time
     * @throws Problem code 9753 if the address has been erased
     */
    static Fetch fetch(Validation validation, Instant eraseAt) {
        Address address = validation.validatedAddress();
        if (address == null) {
            throw new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN, "the address is erased");
        }
        Grant grant = grant(validation);
        return new Fetch(grant.eraseAt() == null ? validation.with(grant.fetched(eraseAt)) : validation, address);
    }

    /** The end of the time for which the address counts as validated. */
    Instant addressExpiresAt() {
        return grant(after).addressExpiresAt();
    }

    private static Grant grant(Validation validation) {
        return Objects.requireNonNull(validation.grant());
    }
}
