package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.client.Client;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order to validate one address, as one row of the table {@code validation}. {@link ValidationRules} decides how it
 * changes, and {@link ValidationStore} writes it.
 *
 * @param version the number of changes of the row, for compare-and-set
 * @param nonceHash identifies the validation in every derivation, since ids start over in a new database
 * @param expiresAt the time when the nonce expires
 * @param prefilled the address that the client filled in at {@code /setup}
 * @param readOnly true if the person may only confirm the pre-filled address
 * @param language of pages and messages; null until one is known
 * @param changesLeft the number of addresses that may still be entered, the first one included
 * @param handOversFailed the number of messages that were given back because the hand-over failed
 * @param destination null before a person has entered an address, and after the address was erased
 * @param tans the TANs sent to the destination; none is out if there is no destination
 * @param grant null until the validation is solved
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
        @Nullable Language language,
        int changesLeft,
        int handOversFailed,
        @Nullable Destination destination,
        Tans tans,
        @Nullable Grant grant) {
    /** Returns the address entered last, otherwise the pre-filled address. */
    @Nullable
    Address lastAddress() {
        return destination == null ? prefilled : destination.address();
    }

    /** Returns the validated address; null before it is validated and after it was erased. */
    public @Nullable Address validatedAddress() {
        return grant == null || destination == null ? null : destination.address();
    }

    public boolean solved() {
        return grant != null;
    }

    /** Returns true if no other address can be entered. */
    boolean fixAddress() {
        return readOnly || changesLeft == 0;
    }

    /** Returns the URI to which the person's browser is redirected at the end. */
    public String redirectUri() {
        String bound = authorization.redirectUri();
        return bound == null ? client.redirectUri() : bound;
    }

    /** Returns the time when the nonce, the code and the token all have expired. */
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

    /** Returns this validation with the language of its pages and messages. */
    Validation in(Language of) {
        return with(authorization, of, changesLeft, handOversFailed, destination, tans, grant);
    }

    Validation with(Authorization bound) {
        return with(bound, language, changesLeft, handOversFailed, destination, tans, grant);
    }

    Validation with(int changes, Destination to, Tans sent) {
        return with(authorization, language, changes, handOversFailed, to, sent, grant);
    }

    Validation with(Tans sent) {
        return with(authorization, language, changesLeft, handOversFailed, destination, sent, grant);
    }

    public Validation with(Grant granted) {
        return with(authorization, language, changesLeft, handOversFailed, destination, tans, granted);
    }

    /** Returns this validation with the address, the counts and the TANs of an earlier state. */
    Validation backTo(Validation before, Tans sent, int failed) {
        return with(authorization, language, before.changesLeft, failed, before.destination, sent, grant);
    }

    private Validation with(
            Authorization bound,
            @Nullable Language of,
            int changes,
            int failed,
            @Nullable Destination to,
            Tans sent,
            @Nullable Grant granted) {
        return new Validation(
                id, version, nonceHash, client, expiresAt, prefilled, readOnly, bound, of, changes, failed, to, sent,
                granted);
    }
}
