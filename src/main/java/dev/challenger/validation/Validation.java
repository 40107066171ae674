package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.client.Client;
import dev.challenger.secret.Hash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order to validate one address: one row, all of it. A value; what may happen to it is decided by {@link Rules} and
 * written by {@link ValidationStore}.
 *
 * @param version counts the changes of the row; whoever writes compares and sets it
 * @param nonceHash names the validation in everything that is derived for it, since ids begin again in a new database
 * @param expiresAt when the nonce expires
 * @param prefilled what the client filled in at {@code /setup}
 * @param readOnly whether the person may only confirm that
 * @param changesLeft how many other addresses may still be entered; the first one counts too
 * @param tansIssued the number of the newest TAN
 * @param destination null before a person has entered an address, and once the address is erased
 * @param grant null before it is solved
 */
public record Validation(
        long id,
        int version,
        Hash nonceHash,
        Client client,
        Instant expiresAt,
        @Nullable Address prefilled,
        boolean readOnly,
        Authorization authorization,
        int changesLeft,
        int tansIssued,
        @Nullable Destination destination,
        @Nullable Grant grant) {
    /** The address entered last, else the one pre-filled. */
    public @Nullable Address lastAddress() {
        return destination == null ? prefilled : destination.address();
    }

    /** The address that was validated; null before, and once it is erased. */
    public @Nullable Address validatedAddress() {
        return grant == null || destination == null ? null : destination.address();
    }

    public boolean solved() {
        return grant != null;
    }

    /** Whether the address can not be changed (any more). */
    public boolean fixAddress() {
        return readOnly || changesLeft == 0;
    }

    /** Where the person is sent in the end. */
    public String redirectUri() {
        String bound = authorization.redirectUri();
        return bound == null ? client.redirectUri() : bound;
    }

    /** When nothing in the row is good for anything any more. */
    Instant purgeAt() {
        Instant last = expiresAt;
        if (grant != null) {
            last = later(last, grant.codeExpiresAt());
            last = grant.token() == null ? last : later(last, grant.token().expiresAt());
        }
        return last;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    Validation with(Authorization bound) {
        return with(bound, changesLeft, tansIssued, destination, grant);
    }

    Validation with(int changes, int issued, Destination to) {
        return with(authorization, changes, issued, to, grant);
    }

    Validation with(Destination to) {
        return with(authorization, changesLeft, tansIssued, to, grant);
    }

    public Validation with(Grant granted) {
        return with(authorization, changesLeft, tansIssued, destination, granted);
    }

    private Validation with(
            Authorization bound, int changes, int issued, @Nullable Destination to, @Nullable Grant granted) {
        return new Validation(
                id, version, nonceHash, client, expiresAt, prefilled, readOnly, bound, changes, issued, to, granted);
    }
}
