package dev.challenger.validation;

import dev.challenger.db.DatabaseException;
import dev.challenger.http.WayBack;
import dev.challenger.secret.Secret;
import dev.challenger.validation.ValidationStore.By;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * The URLs by which people return: to this service, and to the client. They return to the client with a code once the validation is solved, otherwise with the reason why they
 * have none. All these begin with a redirect URI that the client has registered.
 */
public final class WaysBack {
    private final Derivation derivation;
    private final ValidationStore store;
    private final String url;

    /** @param url the public URL of the service, which is its issuer identifier too */
    public WaysBack(Derivation derivation, ValidationStore store, String url) {
        this.derivation = derivation;
        this.store = store;
        this.url = url;
    }

    /** Returns the URL by which a person finds the page of a validation again. */
    String bookmark(Secret nonce) {
        return url + "/challenge/" + nonce.text();
    }

    /** Returns the URL to which a person goes on after the validation is solved. */
    String solved(Validation validation) {
        String state = validation.authorization().state();
        return Redirection.of(validation.redirectUri(), state, derivation.code(validation), url);
    }

    String without(Validation validation, Ending ending) {
        return Redirection.of(
                validation.redirectUri(), validation.authorization().state(), ending, url);
    }

    /**
     * Returns the validation that a request is about which was refused with an error page. One that has expired is found too,
     * until it is purged.
     *
     * @return empty if there is no such validation, or the database fails
     */
    Optional<Validation> find(Problem problem, Secret nonce, Instant now) {
        if (problem instanceof DatabaseException) {
            return Optional.empty();
        }
        try {
            return store.find(By.EXPIRED_NONCE, nonce.hash(), now);
        } catch (DatabaseException e) {
            // The refusal itself matters more.
            return Optional.empty();
        }
    }

    /** Returns the way back for a request about a validation that was refused with an error page. */
    WayBack after(Problem problem, Validation validation, Instant now) {
        return new WayBack(validation.client().name(), url(problem, validation, now));
    }

    private String url(Problem problem, Validation validation, Instant now) {
        if (!now.isBefore(validation.expiresAt())) {
            return without(validation, Ending.EXPIRED);
        }
        if (validation.solved()) {
            return solved(validation);
        }
        return without(validation, problem.status() >= 500 ? Ending.UNAVAILABLE : Ending.REFUSED);
    }
}
