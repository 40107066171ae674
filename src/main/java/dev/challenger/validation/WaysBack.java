package dev.challenger.validation;

import dev.challenger.db.DatabaseException;
import dev.challenger.http.WayBack;
import dev.challenger.secret.Secret;
import dev.challenger.validation.ValidationStore.By;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Map;
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

    /** Returns the URL to which a person goes on after the validation is solved: for a posted result, that of our page with it. */
    String solved(Secret nonce, Validation validation) {
        Authorization bound = validation.authorization();
        return bound.formPost()
                ? url + "/solve/" + nonce.text()
                : Redirection.of(validation.redirectUri(), bound.state(), derivation.code(validation), url);
    }

    /** Returns the parameters with which the result of a solved validation is posted. */
    Map<String, String> form(Validation validation) {
        return Redirection.form(validation.authorization().state(), derivation.code(validation), url);
    }

    /** Returns the URL by which a person returns without a code, as {@link #solved}. */
    String without(Secret nonce, Validation validation, Ending ending) {
        return validation.authorization().formPost()
                ? bookmark(nonce) + "?return=" + ending
                : without(Recipient.of(validation), ending.error());
    }

    /** Returns the redirect URI with an error. */
    String without(Recipient to, RequestError error) {
        return Redirection.of(to.redirectUri(), to.state(), error, url);
    }

    /** Returns the parameters with which an error is posted. */
    Map<String, String> form(Recipient to, RequestError error) {
        return Redirection.form(to.state(), error, url);
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
        return find(nonce, now);
    }

    /** Finds a validation for a person who returns, also one that has expired; empty if the database fails. */
    Optional<Validation> find(Secret nonce, Instant now) {
        try {
            return store.find(By.EXPIRED_NONCE, nonce.hash(), now);
        } catch (DatabaseException e) {
            // The refusal itself matters more.
            return Optional.empty();
        }
    }

    /** Returns the way back for a request about a validation that was refused with an error page. */
    WayBack after(Problem problem, Secret nonce, Validation validation, Instant now) {
        return new WayBack(validation.client().name(), url(problem, nonce, validation, now));
    }

    private String url(Problem problem, Secret nonce, Validation validation, Instant now) {
        if (!now.isBefore(validation.expiresAt())) {
            return without(nonce, validation, Ending.EXPIRED);
        }
        if (validation.solved()) {
            return solved(nonce, validation);
        }
        return without(nonce, validation, problem.status() >= 500 ? Ending.UNAVAILABLE : Ending.REFUSED);
    }
}
